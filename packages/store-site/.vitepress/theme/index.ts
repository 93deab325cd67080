import theme from 'vitepress/theme';
import './style.css';

// oxlint-disable-next-line import/no-default-export -- VitePress reads it
export default theme;
