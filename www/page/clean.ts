/**
 * Takes out what stands among the paragraphs and is not the article's own text: captions, editors' and source lines,
 * disclaimers, related links, what asks for a scan or a click. Every rule is about what a block says and how it is laid
 * out, none about a site; a rule that ordinary prose could meet also asks for a short block without a full sentence.
 */
import { STRIDE } from './slices';
import type { Block } from './read';

/** What frames an article wherever it stands: its original title, where it was put together from, pages to turn to, labels of the site's own. */
const FRAME = /^.{0,3}原文?标?题目?[:：为《是]|^.{0,5}(?:综合|整理|摘编|转载|编译)自|^[\s\d.…【】\[\]]*[上下首末尾]一?[页篇条](?:[\s\d:：.…【】\[\]].*)?$|^\d*[\s【][\d\s【】]*$|^全文[共约]|^(?:标签|关键[词字]|字号|图集|正在播放|.{0,4}位置|分享|收藏|点赞|打印|评论|纠错|返回|展开|收起|举报|图|广告|推广|正文|目录|本文是否.*)(?:[:：\s(（/].*)?$|^0?\d:\d\d$/;

/** An office. As one pattern of a whole line of them engines compile it for four milliseconds. */
const ROLE = /[\u4e00-\u9fff]{0,4}(?:编辑|編輯|记者|記者|监制)|(?:本[期文报]|图文|责任|文章|原文|信息|内容|资料|新闻|稿件|数据)?(?:责编?|校对?|[初复终一二三]?审[核校]?(?:专家)?|[编总主美]编?[审委编]|排版|制[图表作]|设计|统筹|策划|撰[文稿]|采写|文字|[供投]稿|通讯员|来源|出处|作者|原创|[编翻]译|译者|[摄攝][影像](?:报道)?|剪辑|配音|图片?|圖|文|转载?自?|出品)/g;
/** A line with nothing else up to its colon. */
const isCredit = (text: string): boolean => {
  const end = text.search(/[:：|丨｜/／│▏]/);
  if (end < 0) return false;
  const rest = text.slice(0, end + 1).replace(ROLE, '');
  return rest.length <= end && /^[（(【\[■◎●▎*\s、&和与兼+]*.$/.test(rest);
};
/** Several of them in one line, at the end. */
const CREDITS = /(?:编辑|责编|校对|摄影)\s*[/／:：|丨]|^[（(【].{0,18}(?:记者|作者|采访|整理).*[)）】]$/;

const NOTICE = /^.{0,4}(?:声明|提示|说明|Notice)[:：]|^(?:[免版][责权]声明|版权所有|.{0,9}转[载发].{0,8}(?:请|注明|授权)|[Cc]opyright|欢迎转载|©|.?(?:举报|投稿|报料)(?:电话|邮箱|热线))|(?:[本该]|以上)(?:文|内容|平台|信息|观点).*(?:[仅不]代表|不构成|著作权|版权)|未经.{0,16}转载|[如若].{0,4}[侵涉].{0,3}[权删]|侵权请?联系|原文链接|^[（(]?.{0,4}图片?来[自源]于?网络/;

/** Heads of what follows the article. */
const RELATED = /^[【\[▶>»◆●■#\s]*(?:往期|热[门点]|猜你|参考|[你您]可能|编辑|相关|今日|延伸|[拓扩]展|更多|推荐|大家都在|视频|[此早]前|前情|精彩)+(?:感兴趣|热点|话题|新闻|阅读|搜|内容|文献|链接|资讯|专题|推荐|精彩|精选|閱讀|文章|报道|喜欢|资料|日志|回顾|看)/;

/** What nothing of the article stands behind. */
const END = /^[^a-z]{0,9}(?:(?:the )?end|作者简介|关于作者)[^a-z]{0,9}$/i;

/** What asks for a scan, a click, a visit: by one word where no full sentence stands, by two in one. */
const CLICK = /二维码|(?:点击|戳).{0,12}(?:阅读|看|进入|下载|关注|这里)|[点戳].{0,2}(?:在看|个赞)|分享[到至给]|专区$|繼續往下|客户端下载|关注(?:我|.{0,9}官方微信)|(?:打开|安装).{0,9}(?:[Aa][Pp][Pp]|客户端|新闻)|回复[【“「]|查看更多|余下全文|阅读原文|公众号|扫[码一]|加载中|我要反馈|长按|专题[:：页]?$/;
const CALL = /^点击关注|(?:打开|关注|识别|扫描?|下载|点击|长按|加入|搜索|回复|添加).{0,20}(?:[Aa][Pp][Pp]|菜单|群|公众号|客户端|我们|微信号|二维码|小程序)/;
/** What asks readers to be kind. */
const PLEA = /(?:欢迎|记得|别忘|留言区).{0,12}(?:点赞|评论区|收藏|转发)|点个?关注/;
const META = /记者\s.{2,16}报道$|^.{0,9}缩小字体|^\S{0,4}(?:编辑|记者)\s\S{2,4}(?:\s|$)|^《[^》]{2,14}》[（(\s]+\d{4}年/;
const DATED = /^(?:.{0,5}[:：于]\s*)?[丨|（(\s]*(?:\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d|\d?\d-\d?\d \d\d:)/;

/** What a caption says: wherever it stands; after a picture. */
const CREDITED = /(?:[摄攝](?:影?[:：／/|]\S{2,4})?|供图|提供|资料图片?|图源[^，。]{0,14}|视觉中国)[)）\]】]?$|^[▲△▼]|^.{0,2}图片?来源[:：]/;
const CAPTION = /(?:[摄攝]影?|记者.{2,9}图|資料圖|截[图屏]|[制绘]图|东方IC|(?:图片?|资料)(?:[/｜|:：据源]|来[源自])[^，。]{0,18})[)）\]】。．]?$|^[↑↓◀▶]|^[（(]?(?:资料)?图(?:为|[源片自一二三四五六七八]?\s?\d{0,2}[:：\s|｜/])/;

export const SENTENCE = /[。！？!?…；;]/;
const ENDED = /[。！？!?…][”"’」』）)]*$/;
/** Letters and digits of the scripts that stand on such pages; property escapes take V8 half a millisecond to compile. */
const WORDS = /[0-9A-Za-z\u00c0-\u1fff\u3041-\ud7ff\uff10-\uff5a]/;

export function* clean(source: readonly Block[]): Generator<undefined, Block[]> {
  // How the body is set: what most of its characters share.
  let inMiddle = 0;
  let total = 0;
  const sizes = new Map<number, number>();
  for (const block of source) {
    const { length } = block.text;
    total += length;
    sizes.set(block.size, (sizes.get(block.size) ?? 0) + length);
    if (block.centred) inMiddle += length;
  }
  const [[size] = [0]] = [...sizes].sort((a, b) => b[1] - a[1]);
  const centred = inMiddle > total / 2;
  // Headings of the first level further down are the article's own, and so are those before them.
  const title = source.findLastIndex(({ level }) => level === 1) < 3;
  const kept: Block[] = [];
  let seen = 0;
  let tail = false;
  for (let index = 0; index < source.length; index++) {
    if (!(index % STRIDE)) yield;
    const block = source[index]!;
    const { text, links } = block;
    const before = seen;
    seen += text.length;
    const edge = before > total * 0.7 || index > source.length - 6;
    const linked = links > text.length * 0.6;
    const open = !SENTENCE.test(text);
    const full = !open && ENDED.test(text);
    if (before > total * 0.5 && END.test(text)) break;
    // Nothing below takes a long paragraph away, but a notice at the end.
    if (block.code || (text.length > 120 && !edge && (full || !tail))) {
      kept.push(block);
      tail = false;
      continue;
    }
    if (!full && text.length < 80 && RELATED.test(text)) {
      // A bare head opens the tail, if it stands where a tail may begin.
      if (text.length < 14 && before > total * 0.3) tail = true;
      continue;
    }
    if (tail && block.bold < text.length && (linked || !full || text.length < 30)) continue;
    tail = false;
    if (!WORDS.test(text)
      || (text.length < 80 && FRAME.test(text))
      || (open && text.length < 90 && isCredit(text))
      || (text.length < 60 && ((open && ((edge && CREDITS.test(text)) || ((edge || index < 5) && META.test(text)) || (index < 5 && DATED.test(text)))) || (full || text.includes('。', 16) ? edge && CALL.test(text) : CLICK.test(text))))
      || (text.length < 100 && edge && PLEA.test(text))
      || (text.length < 400 && (edge || text.length < 60) && NOTICE.test(text))
      || (title && block.level === 1)
      || (linked && text.length > 4 && edge && !full && block.kind !== 'heading')
      || isCaption(block, size, centred, full)) continue;
    kept.push(block);
  }
  return kept;
}

function isCaption(block: Block, size: number, centred: boolean, full: boolean): boolean {
  const { text, pictured } = block;
  if (text.length > 120 || block.kind === 'heading') return false;
  if ((CREDITED.test(text) || (pictured && CAPTION.test(text))) && (pictured || text.length < 50) && !(full && text.length > 60)) return true;
  // Set apart as captions are, or in one element with the picture; bold ones are headings.
  const small = block.size < size - 0.9;
  const apart = block.centred && !centred;
  return pictured && text.length <= 60 && block.bold < text.length / 2 && (full ? (small && apart) || block.kind === 'tableRow' : small || apart || block.inner);
}
