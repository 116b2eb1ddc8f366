const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** An amount with the word of its currency, as the records have it: `12,500 EUR`. */
export function money({ amount, currency }: { readonly amount: number; readonly currency: string | null }): string {
  return `${whole.format(amount)} ${currency ?? ''}`.trim();
}
