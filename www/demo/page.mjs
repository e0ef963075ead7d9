/**
 * The demo site's page around an article: masthead, navigation, related links, footer, as a news site has them.
 *
 * `articlePage` takes ready HTML, so the demo's own article and every FILE given to `npm start` share one page. What it
 * is given is trusted; `escapeHtml` is here for callers that hold plain text.
 */

/** Text as HTML. */
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * A whole page.
 *
 * @param {object} parts
 * @param {string} parts.title Plain text, for the browser's tab.
 * @param {string} parts.article HTML of the article, `<article>` element included.
 * @param {string} [parts.tag] HTML of the script tag that embeds the widget; none shows the page as it is without.
 * @param {string} [parts.before] HTML between the article's standfirst and its text, such as an inline `<tiyao-panel>`.
 * @param {string} [parts.lang] Language of the page. Default `zh-CN`.
 * @param {string} [parts.head] More for the head.
 * @param {string} [parts.css] Address of the page's style sheet. Default `/demo/page.css`.
 */
export function articlePage({ title, article, tag = '', before = '', lang = 'zh-CN', head = '', css = '/demo/page.css' }) {
  const body = before ? article.replace('</header>', `</header>\n${before}`) : article;
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - 江淮纪事</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(css)}">
${head}
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="masthead">
<a class="name" href="#">江淮纪事</a>
<nav aria-label="栏目"><a href="#">要闻</a><a href="#">县域</a><a href="#">经济</a><a href="#">农事</a><a href="#">人文</a><a href="#">影像</a></nav>
</header>
<main id="main">
${body}
<aside aria-labelledby="related">
<h2 id="related">相关阅读</h2>
<ul>
<li><a href="#">一座粮站的第三次改造</a></li>
<li><a href="#">湖区的稻子为什么比丘陵早熟十天</a></li>
<li><a href="#">村里的变压器该换了</a></li>
<li><a href="#">油茶籽丰收之后</a></li>
</ul>
</aside>
</main>
<footer class="colophon">
<p>演示页面：媒体、人物、地名与数据均为虚构，文字由 tiyao 项目撰写。</p>
<p>© 2026 江淮纪事（演示）</p>
</footer>
${tag}
</body>
</html>
`;
}
