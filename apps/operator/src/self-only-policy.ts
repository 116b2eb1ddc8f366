/**
 * Content policy of pages that third parties made (API reference, Bull Board): they would ask other servers for fonts
 * and registries, and an operator's browser has no business there.
 */
export const selfOnlyPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src blob:";
