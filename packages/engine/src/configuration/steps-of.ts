/** A path that was written with dots, as the steps that the document knows. */
export function stepsOf(field: string, document: unknown): string[] {
  const steps: string[] = [];
  let [at, rest] = [document, field === '' ? [] : field.split('.')];
  while (rest.length > 0) {
    const names = typeof at === 'object' && at !== null ? Object.keys(at) : [];
    const length = rest.findLastIndex((_, index) => names.includes(rest.slice(0, index + 1).join('.'))) + 1 || 1;
    const step = rest.slice(0, length).join('.');
    steps.push(step);
    at = (at as Record<string, unknown> | null | undefined)?.[step];
    rest = rest.slice(length);
  }
  return steps;
}
