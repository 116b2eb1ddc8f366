export type { AdfDocument, AdfNode } from './adf/adf-node.ts';
export { type AdfOptions, adfToMarkdown, markdownToAdf } from './adf/convert-adf.ts';
export { hiddenMentions } from './adf/hidden-mentions.ts';
export { type ByAuthor, withByline, withoutByline } from './byline.ts';
export { filesInAdf } from './files/files-in-adf.ts';
export { filesInMarkdown } from './files/files-in-markdown.ts';
export { addressInHub, type FileTexts, filesIn, type KnownFile, mayNameFiles } from './files/known-file.ts';
export { privateFilesIn } from './files/private-files.ts';
export { htmlToMarkdown, markdownToHtml } from './html/convert-html.ts';
export type { Converted, Loss, LossKind } from './loss.ts';
export {
  disarmMentions,
  liveNames,
  type MentionAttrs,
  type MentionMap,
  readdressMentions,
  rearmMentions,
  replaceMentions,
} from './mentions.ts';
export { disarmTagged, replaceTagged, type TaggedMention, tagOf } from './tagged-mentions.ts';
export { canonicalMarkdown, type Dialect, sameMeaning } from './wording/canonical-markdown.ts';
export { keepWording } from './wording/keep-wording.ts';
