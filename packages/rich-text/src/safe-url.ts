/** Whether following an address can't run code. Relative ones are safe. */
export function isSafeUrl(url: string): boolean {
  const scheme = schemeOf(url);
  return (
    scheme === undefined ||
    /^(?:https?|mailto|tel|xmpp|ftps?|ssh|git|irc|callto|slack|ms-\w+|vscode|attachment)$/.test(scheme)
  );
}

/** Whether a text is an address that runs code when it is followed. */
export function runs(text: string): boolean {
  const scheme = schemeOf(text);
  return scheme === 'javascript' || scheme === 'vbscript' || (scheme === 'data' && /^[^,]*html|^[^,]*xml/i.test(text));
}

function schemeOf(url: string): string | undefined {
  // Browsers ignore white space and control signs inside a scheme.
  // oxlint-disable-next-line eslint/no-control-regex
  const bare = url.replace(/[\u0000-\u0020\u007F-\u009F\u200B-\u200D\uFEFF]+/g, '');
  return /^([^:/?#]*):/.exec(bare)?.[1]?.toLowerCase();
}
