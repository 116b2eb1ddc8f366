export const canonicalMarkdown = (markdown: string, _dialect: 'gfm' | 'adf' | 'html'): string => markdown;
export const keepWording = (_original: string, edited: string, _dialect: 'gfm' | 'adf' | 'html'): string => edited;
