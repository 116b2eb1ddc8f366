/** Everything of a connection is in one place: the organisation that its token is of. */
export const ORG_SCOPE_KIND = 'org';
/** Its key is the same everywhere: notifications do not say which organisation they are of. */
export const ORG_SCOPE = 'organization';
