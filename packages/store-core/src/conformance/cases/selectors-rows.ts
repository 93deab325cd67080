import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { definePicks, defineRefusals } from '../picks.ts';
import { range } from '../samples.ts';

const PEOPLE = 'id,name,city\n1,Ann,Oslo\n2,Bo,Rome\n3,Cy,Paris\n';

/** `rows`: records of CSV and TSV. */
export const selectorsRowsCases: readonly ConformanceCase[] = [
  definePicks('selectors.rows.plain', 'selectors.rows', 'rows of text without quotes are its lines', [
    [PEOPLE, { type: 'rows' }, 'id,name,city\n1,Ann,Oslo\n2,Bo,Rome\n3,Cy,Paris'], [PEOPLE, { type: 'rows', start: 1, end: 3 }, '1,Ann,Oslo\n2,Bo,Rome'],
    [PEOPLE, { type: 'rows', end: 1 }, 'id,name,city'], [PEOPLE, { type: 'rows', start: 3, end: 99 }, '3,Cy,Paris'],
    [PEOPLE, { type: 'rows', start: 4 }, ''],
    [PEOPLE, { type: 'rows', start: 2, end: 2 }, ''], [PEOPLE, { type: 'rows', start: 3, end: 1 }, ''], [PEOPLE, { type: 'rows', end: 0 }, ''],
    ['', { type: 'rows' }, ''],
    ['just text\r\nin\rlines\n\n', { type: 'rows' }, 'just text\nin\nlines\n'], ['h1\th2\n1\t2\n', { type: 'rows', start: 1 }, '1\t2'],
    ['\n\na', { type: 'rows' }, '\n\na'],
  ]),
  definePicks('selectors.rows.quoted', 'selectors.rows', 'quoted delimiters and line ends belong to their field: one record', [
    ['a,"x,y"\nb,c\n', { type: 'rows', end: 1 }, 'a,"x,y"'], ['a,"x\ny"\nb,c\n', { type: 'rows', end: 1 }, 'a,"x\ny"'],
    ['a,"x\ny"\nb,c\n', { type: 'rows', start: 1 }, 'b,c'],
    ['a,"x\r\ny"\r\nb,c\r\n', { type: 'rows', end: 1 }, 'a,"x\r\ny"'], ['a,"x\ry",z\rb,c', { type: 'rows', start: 1 }, 'b,c'],
    ['a,"say ""hi"", twice"\nb', { type: 'rows', end: 1 }, 'a,"say ""hi"", twice"'], ['"",""\n"a",b', { type: 'rows', start: 1, end: 2 }, 'a,b'],
    ['a,"x', { type: 'rows' }, 'a,x'], ['a,"x\ny', { type: 'rows', columns: [1] }, '"x\ny"'], ['a,"x"y"z",b', { type: 'rows', columns: [1, 2] }, '"xy""z""",b'],
    ['a"b,c"d\n', { type: 'rows', columns: [0, 1] }, '"a""b","c""d"'], ['"a"\r\n"b"\r', { type: 'rows' }, 'a\nb'], ['"', { type: 'rows' }, ''],
    ['"a\n\n\nb",c\nd', { type: 'rows', start: 1 }, 'd'], ['"""",x\ny', { type: 'rows', end: 1 }, '"""",x'],
  ]),
  definePicks('selectors.rows.tsv', 'selectors.rows', 'a tab delimits where tabs do', [
    ['a\tb,c\n1\t2,3\n', { type: 'rows', columns: [1], delimiter: '\t' }, 'b,c\n2,3'],
    ['a\t"x\ty"\nb\tc\n', { type: 'rows', end: 1, delimiter: '\t' }, 'a\t"x\ty"'],
    ['a\tb\n1\t2\n', { type: 'rows', columns: [1] }, 'b\n2'], ['a\t"x\ny"\nb\tc\n', { type: 'rows', start: 1 }, 'b\tc'],
  ]),
  definePicks('selectors.rows.tsv-by-media-type', 'selectors.rows', 'the media type says what delimits, if the text agrees', [
    ['a,b\tc\n1,2\t3\n', { type: 'rows', columns: [0] }, 'a,b\n1,2'],
  ], 'text/tab-separated-values'),
  definePicks('selectors.rows.delimiter-told', 'selectors.rows', 'without a media type that says so, the most frequent of comma, tab, semicolon and bar in the first line delimits, outside of quotes', [
    ['a;b;c,d\n1;2;3,4', { type: 'rows', columns: [1] }, 'b\n2'], ['a|b|c\td\n1|2|3\t4', { type: 'rows', columns: [1] }, 'b\n2'],
    ['a\tb,c,d\n1,2,3,4', { type: 'rows', columns: [1] }, 'c\n2'], ['a;b,c\n1,2', { type: 'rows', columns: [1] }, 'c\n2'],
    ['a|b;c\n1;2', { type: 'rows', columns: [1] }, 'c\n2'], ['a,b\n1;2;3;4,5', { type: 'rows', columns: [1] }, 'b\n5'],
    ['a,b\r1;2;3;4,5', { type: 'rows', columns: [1] }, 'b\n5'], ['"a;b;c;d",e\n1,2', { type: 'rows', columns: [1] }, 'e\n2'],
    ['"a;b\n;c""d",e\n1,2', { type: 'rows', columns: [1] }, 'e\n2'], ['a\n1,2', { type: 'rows', columns: [1] }, '\n2'],
  ]),
  definePicks('selectors.rows.csv-by-media-type', 'selectors.rows', 'what the media type says does not count where the first line has none of it', [
    ['a;b;c,d\n1,2', { type: 'rows', columns: [1] }, 'd\n2'], ['a;b\n1;2,3', { type: 'rows', columns: [1] }, 'b\n2,3'],
    ['"a,b";c\n1;2', { type: 'rows', columns: [1] }, 'c\n2'], ['a\n1,2', { type: 'rows', columns: [1] }, '\n2'],
  ], 'Text/CSV ; header=present'),
  definePicks('selectors.rows.tsv-without-tabs', 'selectors.rows', 'a media type whose delimiter is nowhere still says what delimits', [
    ['a\n1\t2', { type: 'rows', columns: [1] }, '\n2'],
  ], 'text/tab-separated-values'),
  definePicks('selectors.rows.delimiter', 'selectors.rows', 'any character may delimit', [
    ['a;b;c\n1;2;3', { type: 'rows', columns: [2, 0], delimiter: ';' }, 'c;a\n3;1'],
    ['a|"b|c"\nd|e', { type: 'rows', columns: [1], delimiter: '|' }, '"b|c"\ne'],
    ['a b\nc d', { type: 'rows', columns: [1], delimiter: ' ' }, 'b\nd'],
    ['a\u{1f600}b\nc\u{1f600}d', { type: 'rows', columns: [1], delimiter: '\u{1f600}' }, 'b\nd'],
    ['a.b\nc.d', { type: 'rows', columns: [1], delimiter: '.' }, 'b\nd'], ['a,b', { type: 'rows', columns: [0], delimiter: ';' }, 'a,b'],
  ]),
  definePicks('selectors.rows.columns-by-index', 'selectors.rows-columns', 'columns by index come in the order asked for; where a record is too short the field is empty', [
    [PEOPLE, { type: 'rows', columns: [1], start: 1 }, 'Ann\nBo\nCy'], [PEOPLE, { type: 'rows', columns: [2, 0], start: 2, end: 3 }, 'Rome,2'],
    [PEOPLE, { type: 'rows', columns: [0, 0], start: 1, end: 2 }, '1,1'], ['a,b\nc\nd,e,f', { type: 'rows', columns: [1] }, 'b\n\ne'],
    ['a,b\nc', { type: 'rows', columns: [9, 0] }, ',a\n,c'], ['"x,1","y\n2"\nz', { type: 'rows', columns: [1, 0] }, '"y\n2","x,1"\n,z'],
  ]),
  definePicks('selectors.rows.columns-by-name', 'selectors.rows-columns', 'columns by name are those of the header, which comes first and is not counted', [
    [PEOPLE, { type: 'rows', columns: ['city', 'id'] }, 'city,id\nOslo,1\nRome,2\nParis,3'],
    [PEOPLE, { type: 'rows', columns: ['name'], start: 1, end: 2 }, 'name\nBo'],
    [PEOPLE, { type: 'rows', columns: ['name', 0], end: 1 }, 'name,id\nAnn,1'], [PEOPLE, { type: 'rows', columns: ['name'], start: 99 }, 'name'],
    ['"a,1","b ""c"""\n1,2', { type: 'rows', columns: ['b "c"', 'a,1'] }, '"b ""c""","a,1"\n2,1'],
    ['\ufeffid,name\n1,Ann', { type: 'rows', columns: ['name'], start: 0 }, '\ufeffname\nAnn'],
    ['1,0\na,b', { type: 'rows', columns: ['0'] }, '0\nb'], ['a,b,a\n1,2,3', { type: 'rows', columns: ['a'] }, 'a\n1'],
    ['a,b\n\ufeff1,2', { type: 'rows', columns: ['b'] }, 'b\n2'], ['a,A\n1,2', { type: 'rows', columns: ['A'] }, 'A\n2'],
  ]),
  definePicks('selectors.rows.header', 'selectors.rows-columns', 'header: true keeps the first record out of the count and puts it first', [
    [PEOPLE, { type: 'rows', header: true, end: 1 }, 'id,name,city\n1,Ann,Oslo'],
    [PEOPLE, { type: 'rows', header: true, start: 2 }, 'id,name,city\n3,Cy,Paris'],
    [PEOPLE, { type: 'rows', header: false, end: 1 }, 'id,name,city'],
    [PEOPLE, { type: 'rows', header: true, columns: [1], start: 1, end: 2 }, 'name\nBo'],
    [PEOPLE, { type: 'rows', header: true, end: 0 }, 'id,name,city'],
    ['', { type: 'rows', header: true }, ''],
  ]),
  defineRefusals('selectors.rows.unknown-column', 'selectors.rows-columns', 'a column that the header does not name is INVALID_SELECTOR', [
    [PEOPLE, { type: 'rows', columns: ['country'] }], [PEOPLE, { type: 'rows', columns: ['id', 'Name'] }], [PEOPLE, { type: 'rows', columns: [' name'] }],
    ['', { type: 'rows', columns: ['id'] }], [PEOPLE, { type: 'rows', columns: ['constructor'] }],
  ]),
  defineRefusals('selectors.rows.bad-options', 'selectors.options', 'columns, delimiter and header must make sense', [
    [PEOPLE, { type: 'rows', columns: 'id' }], [PEOPLE, { type: 'rows', columns: [-1] }], [PEOPLE, { type: 'rows', columns: [0.5] }],
    [PEOPLE, { type: 'rows', columns: [null] }],
    [PEOPLE, { type: 'rows', columns: [] }], [PEOPLE, { type: 'rows', columns: ['id'], header: false }], [PEOPLE, { type: 'rows', delimiter: '' }],
    [PEOPLE, { type: 'rows', delimiter: ',,' }], [PEOPLE, { type: 'rows', delimiter: '"' }], [PEOPLE, { type: 'rows', delimiter: '\n' }],
    [PEOPLE, { type: 'rows', delimiter: 5 }], [PEOPLE, { type: 'rows', delimiter: '\ud83d' }],
    [PEOPLE, { type: 'rows', header: 'yes' }], [PEOPLE, { type: 'rows', header: 1 }], [PEOPLE, { type: 'rows', columns: null }],
  ]),

  defineCase('selectors.rows.many', 'selectors.rows', 'records that lie across the borders of chunks are read whole', async (kit) => {
    const { artifacts } = await kit.open();
    const records = range(0, 19_999).map((n) => (n % 7 === 0 ? `${n},"line 1, of ${n}\r\nline 2 ""quoted"""` : `${n},plain ${n}`));
    await artifacts.put('a', `id,text\n${records.join('\n')}\n`, { mediaType: 'text/csv' });
    for (const [start, end] of [[0, 2], [4_900, 4_960], [9_800, 9_860], [19_990, 20_001]] as const) {
      const expected = ['id,text', ...records.slice(start, end)].join('\n');
      kit.expect.equal(await artifacts.drilldown('a', { type: 'rows', header: true, start, end }), expected, `records [${start}, ${end}) of 20,000`);
    }
    const numbers = range(0, 19_999).join('\n');
    kit.expect.equal(await artifacts.drilldown('a', { type: 'rows', columns: ['id'] }), `id\n${numbers}`, 'one column of every record');
  }),
];
