import type { StreamContent } from '@syncline/connector-sdk';
import { SynclineError } from '@syncline/core';
import type { GitLabClient } from './client.ts';
import { textOf } from './item.ts';
import { parsePlace } from './place.ts';
import { addressOf, headOf, uploadOfKey } from './uploads.ts';

const MEGABYTE = 1024 * 1024;
/** As GitLab comes, and gitlab.com has it. */
const LARGEST_MB = 100;

/** The bytes of uploads. */
export const attachmentContent: StreamContent<GitLabClient> = {
  async open(client, key, signal) {
    const upload = uploadOfKey(key);
    if (!upload)
      throw new SynclineError({
        class: 'not_found',
        code: 'gitlab_no_upload',
        message: `${key.locator ?? `The file ${key.externalId}, without a locator,`} names no upload to read`,
      });
    const answer = await client.download(parsePlace(key.scope).id, upload, signal);
    return { body: answer.body ?? new Blob([]).stream(), ...headOf(answer) };
  },
  // Only administrators are told what an instance takes.
  maxBytes: async (client) => (client.settings.largestFileMb ?? LARGEST_MB) * MEGABYTE,
  addresses(baseUrl, record) {
    const upload = uploadOfKey(record);
    if (!upload) return [];
    const site = baseUrl.replace(/\/+$/, '').replace(/\/api\/v4$/, '');
    const root = URL.canParse(site) ? new URL(site).pathname.replace(/\/+$/, '') : '';
    const address = addressOf(upload);
    const project = `/-/project/${textOf(record.fields['project']) ?? ''}`;
    const path = upload.issue.replace(/#\d+$/, '');
    // Without a host as its editor writes it; the first of these with one names it for everybody.
    const forms = [address, `/uploads/${upload.secret}/${upload.fileName}`];
    const places = ['', `${site}${project}`, `${root}${project}`, `${site}/${path}`];
    return [...new Set(places.flatMap((place) => forms.map((form) => place + form)))].filter(
      (one) => !/[\s()<>]/.test(one),
    );
  },
};
