export { fieldMatrix } from './field-matrix.ts';
export { formatParity } from './format-parity.ts';
export { compareCrms, type ParityRow, type ParitySide } from './parity.ts';
