/** Whether following an address can't run code. Relative ones are safe. */
export function isSafeUrl(url: string): boolean {
  // Browsers ignore white space and control signs inside a scheme.
  // oxlint-disable-next-line eslint/no-control-regex
  const bare = url.replace(/[\u0000-\u0020\u007F-\u009F\u200B-\u200D\uFEFF]+/g, '');
  const scheme = /^([^:/?#]*):/.exec(bare)?.[1]?.toLowerCase();
  return (
    scheme === undefined || /^(?:https?|mailto|tel|xmpp|ftps?|ssh|git|irc|callto|slack|ms-\w+|vscode)$/.test(scheme)
  );
}
