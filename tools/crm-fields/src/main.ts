import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectors } from '@syncline/connector-registry';
import { fieldMatrix } from '@syncline/crm/testing';

/** `pnpm crm:fields`: writes docs/guides/crm-fields.md from what the connectors declare. A test says when it is behind. */
const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'guides', 'crm-fields.md');
writeFileSync(file, fieldMatrix([...connectors.values()]));
