import { STATUSES } from '../model/catalogue.ts';
import type { Instance } from '../model/instance.ts';
import type { SandboxWorkPackage } from '../model/records.ts';
import { href, linkTo } from './common.ts';
import { optionLink } from './render-work-package.ts';

const described = (type: string, name: string, more: object = {}) => ({
  type,
  name,
  required: false,
  hasDefault: false,
  writable: true,
  ...more,
});

/** What a type's work packages hold in a project. */
export function renderSchema(instance: Instance, projectId: number, typeId: number) {
  const custom = [...instance.customFields.values()].map((field) => [
    field.name,
    described(field.type, field.title, {
      ...(field.options && {
        location: '_links',
        _links: { allowedValues: field.options.map(({ id }) => optionLink(field, id)) },
      }),
      ...(field.type === 'User' && {
        location: '_links',
        _links: { allowedValues: { href: href(`/projects/${projectId}/available_assignees`) } },
      }),
    }),
  ]);
  return {
    _type: 'Schema',
    _dependencies: [],
    _links: { self: { href: href(`/work_packages/schemas/${projectId}-${typeId}`) } },
    subject: described('String', 'Subject', { required: true, maxLength: 255 }),
    description: described('Formattable', 'Description'),
    ...Object.fromEntries(custom),
  };
}

/** A work package's form: what it may become from here. */
export function renderForm(instance: Instance, { id, statusId, projectId, typeId, lockVersion }: SandboxWorkPackage) {
  const now = STATUSES.find((status) => status.id === statusId)?.name ?? '';
  const reachable = STATUSES.filter(({ name }) => name === now || (instance.workflow[now] ?? []).includes(name));
  const allowedValues = reachable.map((status) => linkTo('statuses', status.id, status.name));
  return {
    _type: 'Form',
    _embedded: {
      payload: { lockVersion },
      schema: {
        ...renderSchema(instance, projectId, typeId),
        status: described('Status', 'Status', { required: true, location: '_links', _links: { allowedValues } }),
      },
      validationErrors: {},
    },
    _links: {
      self: { href: href(`/work_packages/${id}/form`), method: 'post' },
      commit: { href: href(`/work_packages/${id}`), method: 'patch' },
    },
  };
}
