/** The beginning of a text, with no half of a character: nothing that has one can be kept. */
export function cutTo(text: string, longest: number): string {
  const cut = text.slice(0, longest);
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).toWellFormed();
}
