/** In UTF-16 units. Vendors end below it: Salesforce at 131,072, GitHub at 65,536, Jira at 32,767. */
const longest = 150_000;

/** Whether a text is carried whole and unread, as a block of code: taking it apart could cost minutes. */
export function isTooLong(text: string): boolean {
  return text.length > longest;
}
