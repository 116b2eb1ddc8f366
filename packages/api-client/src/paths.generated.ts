// Written from the description that the operator serves: pnpm --filter @syncline/api-client generate

export interface paths {
    "/api/state/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an agent stands, and what it has to do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentState"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/agents/{id}/memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agent remembers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentMemory"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Have an agent remember something else, all of it; audited */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All of it */
                        document: unknown;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentMemory"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description If-Match is missing */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of an item over all sides */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateObject"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Edit it here: checked by policy, audited, and written to its remote records */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The record at a CRM */
                        crm?: components["schemas"]["StateRecordInput"] | null;
                        /** @description All of them: one that is left out is refused, null empties one */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @description The record at GitHub */
                        github?: components["schemas"]["StateRecordInput"] | null;
                        /** Format: uuid */
                        id?: string;
                        kind?: string;
                        /** @description Ours; not read */
                        metadata?: unknown;
                        /** @description Records elsewhere: other trackers, a second account of the same vendor */
                        others?: components["schemas"]["StateRecordInput"][];
                        relationships?: {
                            /** @description The side that shows it */
                            connection_id: number;
                            /** @enum {string} */
                            direction: "out" | "in";
                            /** @description Null while the other end is not in the graph */
                            entity_id: string | null;
                            kind: string | null;
                            /** @description How the vendor names a target that is not in the graph */
                            target: string | null;
                            title: string | null;
                            type: string;
                        }[];
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateObject"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description If-Match is missing */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of a project over all sides */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateObject"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Edit it here: checked by policy, audited, and written to its remote records */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The record at a CRM */
                        crm?: components["schemas"]["StateRecordInput"] | null;
                        /** @description All of them: one that is left out is refused, null empties one */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @description The record at GitHub */
                        github?: components["schemas"]["StateRecordInput"] | null;
                        /** Format: uuid */
                        id?: string;
                        kind?: string;
                        /** @description Ours; not read */
                        metadata?: unknown;
                        /** @description Records elsewhere: other trackers, a second account of the same vendor */
                        others?: components["schemas"]["StateRecordInput"][];
                        relationships?: {
                            /** @description The side that shows it */
                            connection_id: number;
                            /** @enum {string} */
                            direction: "out" | "in";
                            /** @description Null while the other end is not in the graph */
                            entity_id: string | null;
                            kind: string | null;
                            /** @description How the vendor names a target that is not in the graph */
                            target: string | null;
                            title: string | null;
                            type: string;
                        }[];
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateObject"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description If-Match is missing */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/resolve-conflict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a conflict; what follows is written to the other sides */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As /api/v1/sync/conflicts lists it */
                        conflict_id: number;
                        /**
                         * @description take_local, elder_wins: the value of the hub stands and is written; take_remote, external_wins: that of the side; crm_wins: that of the side where it is a CRM, else that of the hub; take_merged: the given value; merge: the given value, without one both changes where they go together, and else the later; ignore: the difference is accepted
                         * @enum {string}
                         */
                        resolution_strategy: "take_local" | "take_remote" | "take_merged" | "ignore" | "elder_wins" | "external_wins" | "merge" | "crm_wins";
                        /** @description For take_merged and merge: the value, in the terms of the hub */
                        value?: unknown;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConflict"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring the state up to date: read the records of some entities again, or a connection, or all */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The connection that is read; all when this and `ids` are absent */
                        connection_id?: number;
                        /** @description Entities whose remote records are read again */
                        ids?: string[];
                        /**
                         * @default incremental
                         * @enum {string}
                         */
                        mode?: "incremental" | "backfill";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateSyncAccepted"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/state/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether all sides are in step, and what is on its way or waits */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateSyncStatus"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules have found to be wrong, newest first */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    rule?: string;
                    severity?: "info" | "warning" | "critical";
                    /** @description pending: it holds, but not yet for as long as it must before anybody is told */
                    state?: "pending" | "firing" | "resolved";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert, and who was told of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that somebody looks after an alert; silences it, when asked to */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What is known, or who looks after it */
                        note?: string;
                        /**
                         * Format: date-time
                         * @description Until then nobody is told when it fires again
                         */
                        silenceUntil?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AlertDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, and why, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Whole (`item.ignore`), or a family (`item`) */
                    action?: string;
                    actor?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entityId?: string;
                    limit?: number;
                    since?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sealed rows, oldest first, as NDJSON that `syncline audit verify --file` checks offline */
        get: {
            parameters: {
                query?: {
                    /** @description Only what follows this sealed row; all that is kept when absent */
                    after?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A line a row */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": string;
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the audit is sealed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditSeal"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Computes every seal of the audit anew and names what does not match */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditVerification"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed in the last hour, counted by what it is and where it came from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecentChanges"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Clients with their figures */
        get: {
            parameters: {
                query?: {
                    /** @description Only those with work that waits for other work, or with none */
                    blockedWork?: "true" | "false";
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description Only those of which something of this kind waits for somebody */
                    has?: "any" | "conflicts" | "items" | "duplicates" | "proposals";
                    limit?: number;
                    /** @description Only those with deals that go on, or with none */
                    openDeals?: "true" | "false";
                    /** @description Only those without contact since; those without any are among them */
                    quietSince?: string;
                    /** @description By name; the least complete first; those with the most that waits for somebody first */
                    sort?: "name" | "quality" | "troubles";
                    /** @description Part of its name or domain, or of a name or address of its people */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is known of a client, and why; the id of a person leads to their account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls, texts, mails, notes and comments of a client as one thread, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientMemberPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records of one part of a client: open ones first, then the newest */
        get: {
            parameters: {
                query: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    part: "person" | "deal" | "quote" | "place" | "work" | "interaction" | "file";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientMemberPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the records of a client hang together: edges of the account, its people, deals, quotes, projects and work */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientRelationPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in force, and where each value of it comes from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Configuration"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring everything that a configuration file names to what it says, in one transaction */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The file, with presets and policies worked in */
                        configuration: {
                            workspaces: {
                                [key: string]: {
                                    /** @default {} */
                                    alert_routes?: {
                                        [key: string]: {
                                            /** @description Of whose; absent: all */
                                            connections?: string[];
                                            /** @description false: it is told nothing; true by default */
                                            enabled?: boolean;
                                            /**
                                             * @description webhook: a signed POST; slack: what takes the incoming webhooks of Slack; log: a line of the log
                                             * @enum {string}
                                             */
                                            kind: "webhook" | "slack" | "log";
                                            /**
                                             * @description Told of nothing less; info by default
                                             * @enum {string}
                                             */
                                            min_severity?: "info" | "warning" | "critical";
                                            /** @description Of which rules it is told; absent: all */
                                            rules?: string[];
                                            /** @description Of a webhook: what signs its messages, as Standard Webhooks has it */
                                            secret?: string;
                                            /** @description Where to; env:NAME or file:/path where the address itself is a secret */
                                            url?: string;
                                        };
                                    };
                                    alerts: {
                                        [key: string]: {
                                            /** @description Told when it is above this */
                                            above?: number;
                                            /** @description Told when it is below this */
                                            below?: number;
                                            /** @description Whose; absent: all */
                                            connections?: string[];
                                            /** @description false: it is not looked at; true by default */
                                            enabled?: boolean;
                                            /** @description For how long, before anybody is told; at once by default */
                                            for?: string;
                                            /**
                                             * Format: uri
                                             * @description What to do about it
                                             */
                                            runbook?: string;
                                            /**
                                             * @description warning by default
                                             * @enum {string}
                                             */
                                            severity?: "info" | "warning" | "critical";
                                            /**
                                             * @description What is looked at; ages and lags are in seconds, shares from 0 to 1
                                             * @enum {string}
                                             */
                                            signal: "sync_lag_p95" | "failure_rate" | "state_freshness" | "checkpoint_age" | "open_items" | "open_conflicts" | "failed_writebacks" | "failed_processes" | "state_drift" | "webhook_silence" | "subscription_expiry" | "quota_remaining_share" | "needs_reauth" | "connection_down";
                                        };
                                    };
                                    connections: {
                                        [key: string]: {
                                            connector: string;
                                            /** @enum {string} */
                                            managed_by: "api";
                                        } | {
                                            /** Format: uri */
                                            base_url: string;
                                            connector: string;
                                            secrets: {
                                                [key: string]: string;
                                            };
                                            settings: {
                                                [key: string]: unknown;
                                            };
                                        };
                                    };
                                    defaults?: {
                                        /** @description Whether its connections are polled beside their webhooks */
                                        batch_fallback_enabled?: boolean;
                                        /** @description Records a page of a poll, at the most */
                                        batch_size?: number;
                                        /** @description Seconds between polls of its connections */
                                        sync_interval?: number;
                                    };
                                    /** @default {} */
                                    identity?: {
                                        [key: string]: {
                                            /** @description Whether records that are kept in step are written what the merge came to; true by default */
                                            announce?: boolean;
                                            /** @description false: nothing is merged without asking; true by default */
                                            automatic?: boolean;
                                            /** @description From this probability on two are merged without asking; 0.9995 by default */
                                            link?: number;
                                            /** @description From this probability on somebody is asked; 0.5 by default */
                                            propose?: number;
                                        };
                                    };
                                    /** @default {} */
                                    insights?: {
                                        [key: string]: {
                                            /** @description Whether it is run; true by default */
                                            enabled?: boolean;
                                            /** @description Values of its parameters; those of the pack by default */
                                            params?: {
                                                [key: string]: number | boolean | string;
                                            };
                                            /**
                                             * @description How grave its findings are; as the pack says by default
                                             * @enum {string}
                                             */
                                            severity?: "info" | "warning" | "critical";
                                        };
                                    };
                                    schedules: {
                                        [key: string]: {
                                            /** @description How often the connection is polled, whatever its sync configs say: 10s to 7d */
                                            poll: string;
                                        };
                                    };
                                    sync_configs: {
                                        [key: string]: {
                                            /** @description Whether its connections are polled beside their webhooks */
                                            batch_fallback_enabled?: boolean;
                                            /** @description Records a page of a poll, at the most */
                                            batch_size?: number;
                                            /** @description Whether it is in force; true by default */
                                            enabled?: boolean;
                                            /** @description Where the webhook secret is: env:NAME or file:/path */
                                            secret_reference?: string | null;
                                            settings: {
                                                [key: string]: unknown;
                                            };
                                            /** @description Seconds between polls of its connections */
                                            sync_interval?: number;
                                            /** @description Whether twins are made where there are none; false by default */
                                            two_way_create?: boolean;
                                            /** @description Whether webhooks of its connections are taken; true by default */
                                            webhook_enabled?: boolean;
                                        };
                                    };
                                    windows: {
                                        [key: string]: {
                                            /** @description Whose bulk work it holds for; absent: all */
                                            connections?: string[];
                                            /** @description Days on which it opens; absent: all */
                                            days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @description Opens at, HH:MM */
                                            from: string;
                                            /** @description Whose clocks; UTC by default */
                                            time_zone?: string;
                                            /** @description Closes at, HH:MM; at or before "from": on the next day */
                                            to: string;
                                        };
                                    };
                                };
                            };
                        };
                        /** @description Of the plan that was looked at; another one is refused */
                        digest?: string;
                        /**
                         * @description By JSON pointer into it: where that is written, as file:line
                         * @default {}
                         */
                        places?: {
                            [key: string]: string;
                        };
                        /**
                         * @description Who is right where file and API disagree; null: that is refused
                         * @default null
                         */
                        take?: ("file" | "api") | null;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConfigurationPlan"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a configuration file would change, and where the API has changed what it says */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The file, with presets and policies worked in */
                        configuration: {
                            workspaces: {
                                [key: string]: {
                                    /** @default {} */
                                    alert_routes?: {
                                        [key: string]: {
                                            /** @description Of whose; absent: all */
                                            connections?: string[];
                                            /** @description false: it is told nothing; true by default */
                                            enabled?: boolean;
                                            /**
                                             * @description webhook: a signed POST; slack: what takes the incoming webhooks of Slack; log: a line of the log
                                             * @enum {string}
                                             */
                                            kind: "webhook" | "slack" | "log";
                                            /**
                                             * @description Told of nothing less; info by default
                                             * @enum {string}
                                             */
                                            min_severity?: "info" | "warning" | "critical";
                                            /** @description Of which rules it is told; absent: all */
                                            rules?: string[];
                                            /** @description Of a webhook: what signs its messages, as Standard Webhooks has it */
                                            secret?: string;
                                            /** @description Where to; env:NAME or file:/path where the address itself is a secret */
                                            url?: string;
                                        };
                                    };
                                    alerts: {
                                        [key: string]: {
                                            /** @description Told when it is above this */
                                            above?: number;
                                            /** @description Told when it is below this */
                                            below?: number;
                                            /** @description Whose; absent: all */
                                            connections?: string[];
                                            /** @description false: it is not looked at; true by default */
                                            enabled?: boolean;
                                            /** @description For how long, before anybody is told; at once by default */
                                            for?: string;
                                            /**
                                             * Format: uri
                                             * @description What to do about it
                                             */
                                            runbook?: string;
                                            /**
                                             * @description warning by default
                                             * @enum {string}
                                             */
                                            severity?: "info" | "warning" | "critical";
                                            /**
                                             * @description What is looked at; ages and lags are in seconds, shares from 0 to 1
                                             * @enum {string}
                                             */
                                            signal: "sync_lag_p95" | "failure_rate" | "state_freshness" | "checkpoint_age" | "open_items" | "open_conflicts" | "failed_writebacks" | "failed_processes" | "state_drift" | "webhook_silence" | "subscription_expiry" | "quota_remaining_share" | "needs_reauth" | "connection_down";
                                        };
                                    };
                                    connections: {
                                        [key: string]: {
                                            connector: string;
                                            /** @enum {string} */
                                            managed_by: "api";
                                        } | {
                                            /** Format: uri */
                                            base_url: string;
                                            connector: string;
                                            secrets: {
                                                [key: string]: string;
                                            };
                                            settings: {
                                                [key: string]: unknown;
                                            };
                                        };
                                    };
                                    defaults?: {
                                        /** @description Whether its connections are polled beside their webhooks */
                                        batch_fallback_enabled?: boolean;
                                        /** @description Records a page of a poll, at the most */
                                        batch_size?: number;
                                        /** @description Seconds between polls of its connections */
                                        sync_interval?: number;
                                    };
                                    /** @default {} */
                                    identity?: {
                                        [key: string]: {
                                            /** @description Whether records that are kept in step are written what the merge came to; true by default */
                                            announce?: boolean;
                                            /** @description false: nothing is merged without asking; true by default */
                                            automatic?: boolean;
                                            /** @description From this probability on two are merged without asking; 0.9995 by default */
                                            link?: number;
                                            /** @description From this probability on somebody is asked; 0.5 by default */
                                            propose?: number;
                                        };
                                    };
                                    /** @default {} */
                                    insights?: {
                                        [key: string]: {
                                            /** @description Whether it is run; true by default */
                                            enabled?: boolean;
                                            /** @description Values of its parameters; those of the pack by default */
                                            params?: {
                                                [key: string]: number | boolean | string;
                                            };
                                            /**
                                             * @description How grave its findings are; as the pack says by default
                                             * @enum {string}
                                             */
                                            severity?: "info" | "warning" | "critical";
                                        };
                                    };
                                    schedules: {
                                        [key: string]: {
                                            /** @description How often the connection is polled, whatever its sync configs say: 10s to 7d */
                                            poll: string;
                                        };
                                    };
                                    sync_configs: {
                                        [key: string]: {
                                            /** @description Whether its connections are polled beside their webhooks */
                                            batch_fallback_enabled?: boolean;
                                            /** @description Records a page of a poll, at the most */
                                            batch_size?: number;
                                            /** @description Whether it is in force; true by default */
                                            enabled?: boolean;
                                            /** @description Where the webhook secret is: env:NAME or file:/path */
                                            secret_reference?: string | null;
                                            settings: {
                                                [key: string]: unknown;
                                            };
                                            /** @description Seconds between polls of its connections */
                                            sync_interval?: number;
                                            /** @description Whether twins are made where there are none; false by default */
                                            two_way_create?: boolean;
                                            /** @description Whether webhooks of its connections are taken; true by default */
                                            webhook_enabled?: boolean;
                                        };
                                    };
                                    windows: {
                                        [key: string]: {
                                            /** @description Whose bulk work it holds for; absent: all */
                                            connections?: string[];
                                            /** @description Days on which it opens; absent: all */
                                            days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @description Opens at, HH:MM */
                                            from: string;
                                            /** @description Whose clocks; UTC by default */
                                            time_zone?: string;
                                            /** @description Closes at, HH:MM; at or before "from": on the next day */
                                            to: string;
                                        };
                                    };
                                };
                            };
                        };
                        /** @description Of the plan that was looked at; another one is refused */
                        digest?: string;
                        /**
                         * @description By JSON pointer into it: where that is written, as file:line
                         * @default {}
                         */
                        places?: {
                            [key: string]: string;
                        };
                        /**
                         * @description Who is right where file and API disagree; null: that is refused
                         * @default null
                         */
                        take?: ("file" | "api") | null;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConfigurationPlan"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections with health, quota and streams */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a connection; its secrets go into the vault */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        baseUrl: string;
                        connector: string;
                        name: string;
                        /**
                         * @description The secrets themselves by name; they are sealed, and never shown again
                         * @default {}
                         */
                        secrets?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        settings?: {
                            [key: string]: unknown;
                        };
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One connection, with the ETag for changing it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a connection that nothing was read through and no sync config names */
        delete: {
            parameters: {
                query?: {
                    /** @description For the audit */
                    why?: string;
                };
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change where a connection leads or what it is told, or let it wait; what is absent stays */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        baseUrl?: string;
                        /** @description true: nothing is asked of the vendor until it is false again */
                        paused?: boolean;
                        /** @description All of them, as they are to be */
                        settings?: {
                            [key: string]: unknown;
                        };
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Connection"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/connections/{id}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which settings can be picked from what is there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["ChoosableSetting"][];
                        };
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/choices/{setting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a setting can be: repositories, projects, boards, pipelines, fields, asked of the vendor */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description Which stream it is about, where `ofStream` says so */
                    stream?: string;
                };
                header?: never;
                path: {
                    id: number;
                    setting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChoicePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which secrets the connection has, and where they are; not what they are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CredentialList"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/credentials/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one secret is, with the ETag for changing it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Credential"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Enter a secret of the connection; check the connection afterwards */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The secret itself; it is sealed, and never shown again */
                        value: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Credential"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Take a secret out of the vault and off the connection */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's own fields, as its schema describes them now */
        get: {
            parameters: {
                query?: {
                    /** @description Absent: all that field maps name such fields of */
                    stream?: string;
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DescribedFields"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/oauth/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin an authorisation at the vendor's page (authorisation code with PKCE); it lasts ten minutes */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OAuthAuthorisation"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/oauth/client-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Authorise the connection as the application itself (client credentials) */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OAuthOwnToken"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was left of its quota over time */
        get: {
            parameters: {
                query?: {
                    /** @description In steps of 5 minutes, 15 minutes, an hour */
                    window?: "6h" | "24h" | "7d";
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuotaHistory"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the vendor who we are; a good answer makes a broken connection work again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectionCheck"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a connection hears of changes: its subscriptions, and where deliveries go to */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookState"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Subscribe webhooks at the vendor, or bring the subscriptions up to date */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description The ingress as the vendor reaches it; absent: as it was told before
                         */
                        url?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookState"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/webhooks/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the vendor send a ping, and again what it could not deliver */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Deliveries that failed since then are sent again; absent: of the last hour */
                        since?: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhooksTriggered"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors that a connection can be made to, and what each has to be told */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConnectorList"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{connector}/choices/{setting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a setting of a connection that is not made yet can be, asked of the vendor; nothing is stored */
        post: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                };
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    connector: string;
                    setting: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        baseUrl: string;
                        connector?: string;
                        name?: string;
                        /**
                         * @description The secrets themselves by name; they are sealed, and never shown again
                         * @default {}
                         */
                        secrets?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        settings?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChoicePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors/{connector}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the vendor who a connection would be; nothing is stored */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    connector: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        baseUrl: string;
                        connector?: string;
                        name?: string;
                        /**
                         * @description The secrets themselves by name; they are sealed, and never shown again
                         * @default {}
                         */
                        secrets?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        settings?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftCheck"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of a name or domain, asked of the CRM; more than one: which is meant is not known */
        get: {
            parameters: {
                query?: {
                    domain?: string;
                    name?: string;
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmRecords"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log a call, text, e-mail, note, meeting or task in the hub, to be made at the CRM */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Fields of the contract. A reference is any id of what it names, a stage its value or its name */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        type: "call" | "sms" | "email" | "note" | "meeting" | "task";
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmHubWrite"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts by e-mail, name, phone or account, asked of the CRM */
        get: {
            parameters: {
                query?: {
                    account?: string;
                    email?: string;
                    name?: string;
                    phone?: string;
                };
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmRecords"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/deals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a deal in the hub, to be made at the CRM */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Fields of the contract. A reference is any id of what it names, a stage its value or its name */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmHubWrite"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/deals/{deal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A deal as the CRM has it now, by any of its ids */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deal: string;
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmRecord"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit a deal in the hub, by any of its ids; it travels to the CRM */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    deal: string;
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Fields of the contract. A reference is any id of what it names, a stage its value or its name */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmHubWrite"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/crm/{id}/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a version of a quote to the hub, to travel to the CRM; an older one than stands is refused */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As of a deal; version is needed, and grows with every change */
                        fields: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description Any id of a quote that is there; null: a new one
                         * @default null
                         */
                        quote?: string | null;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmQuoteWrite"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmQuoteWrite"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The vendor can not be asked at the moment */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/crm/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each stream of a CRM does: idle, syncing or error */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmSync"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Read what changed at a CRM; streams in error are tried again */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description All that take part when absent */
                        streams?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CrmSync"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, clocks and the safety of the queue */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Diagnostics"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pairs that may be one, the likeliest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description Only pairs of this one */
                    entityId?: string;
                    kind?: "account" | "contact";
                    limit?: number;
                    /** @description Only what is less likely than this */
                    probabilityBelow?: number;
                    /** @description Only what is at least so likely */
                    probabilityFrom?: number;
                    /** @description gone: one of the two is no more, or nothing speaks for it any longer */
                    state?: "open" | "merged" | "dismissed" | "gone";
                    /** @description link: likely enough to be merged without asking, where the configuration lets it */
                    verdict?: "link" | "propose";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DuplicatePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pair side by side, with what speaks for it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DuplicateDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The two are two, and are not proposed again unless the evidence changes */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DuplicateDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/duplicates/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The two are one: one stays, and takes over the records of the other; it can be taken back */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description By field, the entity whose value stays; the others by policy, the newer one, or the only one */
                        fields?: {
                            [key: string]: string;
                        };
                        /**
                         * Format: uuid
                         * @description The entity that stays; absent: the one with more records, then the fuller, then the older
                         */
                        survivorId?: string;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merge"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entities of the graph, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only what it has a record of */
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    deleted?: "true" | "false" | "any";
                    kind?: string;
                    limit?: number;
                    /** @description Only what a stream of this name has a record of */
                    stream?: string;
                    /** @description Part of the title, name, login, e-mail address or SKU, or of what an interest asks for */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntityPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an entity in the hub; where twins are made, it travels out like any other */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        fields: {
                            [key: string]: unknown;
                        };
                        kind: string;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntityDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An entity with its remote records, relations, history and the origin of each field */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntityDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit an entity in the hub: checked by policy, audited, and written to its remote records */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What changes; other fields stay, null empties one */
                        fields: {
                            [key: string]: unknown;
                        };
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntityDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/entities/{id}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Relations of an entity, in one direction, in the order of their types */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description out: what the entity refers to; in: what refers to it */
                    direction?: "out" | "in";
                    limit?: number;
                    /** @description Such as belongs_to */
                    type?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RelationPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live events (server-sent events); resumes after Last-Event-ID */
        get: {
            parameters: {
                query?: {
                    /** @description Only what changed of this client: client.changed says which parts of it */
                    clientId?: string;
                    /** @description For clients that can not set the Last-Event-ID header */
                    lastEventId?: string;
                    processId?: string;
                    /** @description Only these types, separated by commas; `process.*` means all that begin so */
                    types?: string;
                };
                header?: {
                    "last-event-id"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A stream of events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fields that columns are proposed to be; a manifest may name others */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportFields"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Profiles of files, the one that was saved last first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportProfilePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Keep what a file means, for files of the same header */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The import whose meaning is kept
                         */
                        importId: string;
                        /** @description One of that name is replaced */
                        name: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportProfile"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/import-profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One profile with its whole manifest */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportProfile"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Forget a profile; imports that were made by it keep what they mean */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description A part of the file's name, in any case */
                    name?: string;
                    state?: "proposed" | "applying" | "applied" | "undoing" | "undone";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Bring a file: CSV, TSV, JSON, NDJSON or XLSX as the body. It is kept as it is, and a meaning is proposed */
        post: {
            parameters: {
                query: {
                    /** @description Between the cells of csv */
                    delimiter?: "," | ";" | "\t" | "|";
                    encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "iso-8859-2";
                    headerRow?: number;
                    /** @description The name of the file */
                    name: string;
                    sheet?: string;
                };
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a file is proposed to mean, and what became of it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Answer questions, or say what the file means */
        patch: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description By the ids of questions: the value of a choice */
                        answers?: {
                            [key: string]: string;
                        };
                        /** @description How the file is laid out, where that was found out wrongly; it is looked at anew */
                        layout?: {
                            /**
                             * @description Between the cells of csv
                             * @enum {string}
                             */
                            delimiter?: "," | ";" | "\t" | "|";
                            /** @enum {string} */
                            encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "iso-8859-2";
                            headerRow?: number;
                            sheet?: string;
                        };
                        manifest?: components["schemas"]["ImportManifestInput"];
                        /** @description The name of a profile whose meaning it takes */
                        profile?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring it into the graph, as a process */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Keeps the meaning as a profile, for files of the same header */
                        saveAs?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            importId: string;
                            /** Format: uuid */
                            processId: string;
                        };
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What applying the first rows would create, change and link; nothing is changed */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 2000 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportDryRun"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file as it came; Repr-Digest has its SHA-256 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Its bytes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                        "application/x-ndjson": string;
                        "text/csv": string;
                        "text/tab-separated-values": string;
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first rows as they would be read, with row and column of each problem */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportPreview"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The records that it spoke of, and what was done to each */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportedRecordPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import the kept file once more, with the same meaning, as an import of its own */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Keeps the meaning as a profile, for files of the same header */
                        saveAs?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            importId: string;
                            /** Format: uuid */
                            processId: string;
                        };
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows with a problem, in the order of the file */
        get: {
            parameters: {
                query?: {
                    /** @description The last row of the page before */
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportProblemRows"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rows/{row}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a row that was left out, with cells put right; its item is closed */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                    row: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description By the names of columns; the others stay as they are */
                        cells: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                code: string;
                                /** @description Null: of the row as a whole */
                                column: string | null;
                                message: string;
                                /** @description Where it stands in the file, from 1 */
                                row: number;
                                /**
                                 * @description error: the row waits for a person; warning: it is applied
                                 * @enum {string}
                                 */
                                severity: "error" | "warning";
                            }[];
                            row: number;
                        };
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what it changed, as a process; what was changed or built on since stays, and is told */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Keeps the meaning as a profile, for files of the same header */
                        saveAs?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            importId: string;
                            /** Format: uuid */
                            processId: string;
                        };
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhook deliveries, newest first, without their bodies */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    event?: string;
                    limit?: number;
                    state?: "received" | "processed" | "ignored" | "malformed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveryPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook delivery as it came, and what it caused */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveryDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Understand a delivery once more; what it hints at is read anew */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveryDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules have found, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description Only what is about this one */
                    entityId?: string;
                    limit?: number;
                    rule?: string;
                    severity?: "info" | "warning" | "critical";
                    /** @description dismissed: somebody said that nothing is to be done; closed: what it said holds no longer */
                    state?: "open" | "dismissed" | "closed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding, with its evidence */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Insight"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/findings/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing is to be done about it, unless the evidence changes */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Why nothing is to be done about it */
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Insight"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules with their last runs, and what is wrong with those that are left out */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightRules"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/insights/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has rules run now in place of when they are due */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Absent: all of them */
                        rule?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InsightsDue"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKeyList"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make an API key; the answer is the only place that shows it */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description It never lapses when absent
                         */
                        expiresAt?: string;
                        /** @description Who or what uses it; one standing key a name */
                        name: string;
                        /** @enum {string} */
                        role: "viewer" | "operator" | "approver" | "admin";
                        scopes?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CreatedApiKey"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Revoke an API key; it and its sessions open nothing from now on */
        delete: {
            parameters: {
                query?: never;
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revoked */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merges, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description Only merges of this one */
                    entityId?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MergePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a merge apart: what was edited since goes with the record that it came from */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Merge"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Processes, newest first */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    kind?: "backfill" | "incremental" | "import";
                    limit?: number;
                    /** @description true: only processes that are not finished; false: only finished ones */
                    open?: "true" | "false";
                    state?: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A process with its children */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessTree"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it now; what is merged stays */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessTree"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a process and its children read, page by page, newest first: tries, errors, and when they are tried again */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description true: only those that did not go well at once */
                    troubled?: "true" | "false";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessPageReads"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop handing out its work; what is under way ends */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessTree"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was paused */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcessTree"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/processes/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do the work of one that failed, was cancelled or left something out once more, as a new process */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncAccepted"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits, or waited, for an approval, newest first */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entityId?: string;
                    kind?: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
                    limit?: number;
                    policy?: string;
                    state?: "waiting" | "approved" | "rejected" | "expired" | "superseded" | "done" | "failed";
                    stream?: string;
                };
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A proposal, with what was decided about it */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalDetail"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve it as it was seen */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of what was seen: something else is not decided about */
                        digest: string;
                        /** @description Why */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalDecided"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject it as it was seen */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Of what was seen: something else is not decided about */
                        digest: string;
                        /** @description Why */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalDecided"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve several as they were seen: each by its digest, or all of a filter by the digest of its batch */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description With a filter: the digest of the batch that was looked at */
                        digest?: string;
                        filter?: {
                            connectionId?: number;
                            /** Format: uuid */
                            entityId?: string;
                            /** @enum {string} */
                            kind?: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
                            policy?: string;
                            stream?: string;
                        };
                        /** @description In place of a filter */
                        items?: {
                            /** @description Of what was seen: something else is not decided about */
                            digest: string;
                            id: number;
                        }[];
                        /** @description Why */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalsDecided"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wait under a filter, a sample of them, and the digest to decide about all of them */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    entityId?: string;
                    kind?: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
                    policy?: string;
                    stream?: string;
                };
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalBatch"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject several as they were seen: each by its digest, or all of a filter by the digest of its batch */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description With a filter: the digest of the batch that was looked at */
                        digest?: string;
                        filter?: {
                            connectionId?: number;
                            /** Format: uuid */
                            entityId?: string;
                            /** @enum {string} */
                            kind?: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
                            policy?: string;
                            stream?: string;
                        };
                        /** @description In place of a filter */
                        items?: {
                            /** @description Of what was seen: something else is not decided about */
                            digest: string;
                            id: number;
                        }[];
                        /** @description Why */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalsDecided"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the engine could not finish alone, newest first */
        get: {
            parameters: {
                query?: {
                    class?: string;
                    code?: string;
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entityId?: string;
                    field?: string;
                    fingerprint?: string;
                    limit?: number;
                    processId?: string;
                    /** @description Open and retrying items when absent */
                    state?: "open" | "retrying" | "resolved" | "ignored" | "any";
                    stream?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationItemPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One item */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationItem"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Act on one item; what follows from it is written to the other sides */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description retry: read or write once more; take_local: the value of the hub stands (approves what waits for an approval); take_remote; take_merged and edit: the given value; ignore: accept the difference; resolve: it was dealt with elsewhere; link: the record is that entity; refuse: it is none of those proposed, and is never proposed to be again
                         * @enum {string}
                         */
                        action: "retry" | "edit" | "take_local" | "take_remote" | "take_merged" | "ignore" | "resolve" | "link" | "refuse";
                        /** @description For link; null: the record is a new entity. For refuse: the one that it is not; absent: all of them */
                        entityId?: string | null;
                        /** @description For take_merged and edit: the value, in the terms of the hub */
                        value?: unknown;
                        /** @description For the audit */
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationItem"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the record, or its page, once more; a good merge closes the item */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationItem"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the last decision about a field back: values stand as before, also at the remote, and the item is open again; refused when somebody has moved on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description For the audit */
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationItem"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same action on every open item of a group or filter, oldest first, in slices */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "retry" | "edit" | "take_local" | "take_remote" | "take_merged" | "ignore" | "resolve" | "refuse";
                        /**
                         * @description `nextAfter` of the call before
                         * @default 0
                         */
                        after?: number;
                        /**
                         * @description Only list which items it would be
                         * @default false
                         */
                        dryRun?: boolean;
                        /** @description Open items that match all that is given */
                        filter: {
                            class?: string;
                            code?: string;
                            connectionId?: number;
                            field?: string;
                            fingerprint?: string;
                            stream?: string;
                        };
                        /**
                         * @description At most this many in one call
                         * @default 200
                         */
                        limit?: number;
                        /** @description For take_merged and edit: the value, in the terms of the hub */
                        value?: unknown;
                        /** @description For the audit */
                        why: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GroupActionOutcome"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reconciliation/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open items grouped by cause */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReconciliationGroupPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, and what they may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Open a session of a browser with an API key */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description An API key */
                        key: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** End the session of this browser */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Service levels: what is promised, how it is kept, and what is left of the budget, over stated windows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceLevels"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/state-cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the state cache stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateCache"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/state-cache/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have all of the state cache written anew */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateCacheAccepted"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/state-cache/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the state cache compared with Postgres, and what differs written */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StateCacheAccepted"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How things stand, in one object */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a backfill or an incremental run */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        connectionId: number;
                        /**
                         * @default incremental
                         * @enum {string}
                         */
                        mode?: "backfill" | "incremental" | "import";
                        /** @description All streams of the connection when absent */
                        streams?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncAccepted"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which streams are kept in step, and how */
        get: {
            parameters: {
                query?: {
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfigPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Put a sync config into force */
        post: {
            parameters: {
                query?: {
                    /** @description true: check everything, change nothing, answer what would be */
                    dry_run?: "true" | "false";
                };
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        batch_fallback_enabled?: boolean;
                        batch_size?: number;
                        enabled?: boolean;
                        name: string;
                        /** @description The connectors it joins; taken from the settings when absent */
                        platform?: string;
                        /** @description `env:NAME` or `file:/path`; never the secret itself */
                        secret_reference?: string | null;
                        /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
                        settings: {
                            [key: string]: unknown;
                        };
                        /** @description Seconds */
                        sync_interval?: number;
                        /** @description Whether twins are made where there are none */
                        two_way_create?: boolean;
                        webhook_enabled?: boolean;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description A dry run: what would be */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfig"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfig"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/configs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sync config */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfig"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a sync config; its mappings stay, and are kept in step no longer */
        delete: {
            parameters: {
                query?: {
                    /** @description For the audit */
                    why?: string;
                };
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a sync config; what is absent stays, settings are replaced as a whole */
        patch: {
            parameters: {
                query?: {
                    /** @description true: check everything, change nothing, answer what would be */
                    dry_run?: "true" | "false";
                };
                header?: {
                    /** @description The ETag that the change was made on; when another version stands, the answer is 412 */
                    "if-match"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        batch_fallback_enabled?: boolean;
                        batch_size?: number;
                        enabled?: boolean;
                        name?: string;
                        /** @description The connectors it joins; taken from the settings when absent */
                        platform?: string;
                        /** @description `env:NAME` or `file:/path`; never the secret itself */
                        secret_reference?: string | null;
                        /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
                        settings?: {
                            [key: string]: unknown;
                        };
                        /** @description Seconds */
                        sync_interval?: number;
                        /** @description Whether twins are made where there are none */
                        two_way_create?: boolean;
                        webhook_enabled?: boolean;
                        /** @description For the audit */
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfig"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Another version stands than If-Match names */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/sync/configs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a sync config would change on records that are there; nothing is written anywhere */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        batch_fallback_enabled?: boolean;
                        batch_size?: number;
                        enabled?: boolean;
                        /** @description The sync config that would be changed; absent: a new one */
                        id?: number;
                        /** @description Only entities of this kind; absent: of all that it names */
                        kind?: string;
                        /** @default 12 */
                        limit?: number;
                        /** @description The connectors it joins; taken from the settings when absent */
                        platform?: string;
                        /** @description `env:NAME` or `file:/path`; never the secret itself */
                        secret_reference?: string | null;
                        /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
                        settings: {
                            [key: string]: unknown;
                        };
                        /** @description Seconds */
                        sync_interval?: number;
                        /** @description Whether twins are made where there are none */
                        two_way_create?: boolean;
                        webhook_enabled?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConfigPreview"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right: each error names its place and the fix */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fields that wait for a decision, or waited, newest first */
        get: {
            parameters: {
                query?: {
                    class?: string;
                    config_id?: number;
                    /** @description Name or id */
                    connection?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entity_id?: string;
                    field?: string;
                    limit?: number;
                    /** @description Both when absent */
                    resolved?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConflictPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/conflicts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conflict, with the base and both values */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConflict"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/conflicts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a conflict; what follows is written to the other sides */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description take_local, elder_wins: the value of the hub stands and is written; take_remote, external_wins: that of the side; crm_wins: that of the side where it is a CRM, else that of the hub; take_merged: the given value; merge: the given value, without one both changes where they go together, and else the later; ignore: the difference is accepted
                         * @enum {string}
                         */
                        resolution_strategy: "take_local" | "take_remote" | "take_merged" | "ignore" | "elder_wins" | "external_wins" | "merge" | "crm_wins";
                        /** @description For take_merged and merge: the value, in the terms of the hub */
                        value?: unknown;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncConflict"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs and writes that have ended, newest first */
        get: {
            parameters: {
                query?: {
                    config_id?: number;
                    /** @description Name or id */
                    connection?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description By number, from 1; entries made meanwhile shift them */
                    page?: number;
                    /** @description Of a numbered page; 50 when absent */
                    per_page?: number;
                    success?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncHistoryPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which remote record is which entity, and whether they are in step */
        get: {
            parameters: {
                query?: {
                    config_id?: number;
                    /** @description Name or id */
                    connection?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entity_id?: string;
                    entity_type?: string;
                    limit?: number;
                    status?: "synced" | "pending" | "conflict" | "error" | "gone";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncMappingPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users of every side, where they are not known, and who they may be there */
        get: {
            parameters: {
                query?: {
                    /** @description Name or id */
                    connection?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    limit?: number;
                    /** @description true: who is missing at some side; both when absent */
                    unmapped?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/people/{id}/apart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A user was taken for somebody whom they are not; what was written meanwhile is repaired */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Name or id of the connection that the user is of who is somebody else */
                        connection: string;
                        /** @description Their id there */
                        external_id: string;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PartedPerson"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/people/{id}/different": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Two users are two people, and are suggested to be one no longer */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The other user
                         */
                        entity_id: string;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecidedPerson"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/people/{id}/same": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Two users are one person; what was written before is repaired */
        put: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Who asks, for the audit; percent-encoded where it is not ASCII. the key, or "operator", when absent */
                    "x-syncline-actor"?: string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The other user
                         */
                        entity_id: string;
                        why?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecidedPerson"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such thing in this workspace */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sync configs to start from */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PresetList"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How each side does: what waits to be written, lag, conflicts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncStatus"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, newest first: runs and writes that ended, acts of people, conflicts, alerts */
        get: {
            parameters: {
                query?: {
                    connectionId?: number;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    /** @description run and write: that ended; act: what somebody did; conflict: that was met; alert: that fired */
                    kind?: "run" | "write" | "act" | "conflict" | "alert";
                    limit?: number;
                    /** @description Of runs and writes; alerts count as failed */
                    success?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TimelinePage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which keys wrap how many secrets, and which of them this process has */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Vault"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vault/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wrap every secret with the current vault key, while work goes on */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Unique for what is asked: sent again within 24 hours, the same request is answered as the first time and done once. With another request: 422; while the first is worked on: 409 */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VaultRotation"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not possible in the state it is in, or a request with this Idempotency-Key is worked on */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is longer than this route takes */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not JSON by its Content-Type */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Well-formed, and not right; or the Idempotency-Key belongs to another request */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/writebacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Intended writes to remote records, newest first, each with what its last try sent */
        get: {
            parameters: {
                query?: {
                    /** @description Name or id */
                    connection?: string;
                    /** @description `nextCursor` of the page before */
                    cursor?: string;
                    entityId?: string;
                    limit?: number;
                    /** @description open: queued or sending */
                    state?: "queued" | "sending" | "held" | "done" | "failed" | "cancelled" | "open";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WritebackPage"];
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything it needs is there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ok";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in Prometheus' text format */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The metrics */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description The request does not fit the schema */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description No key, or none that stands */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The role or the scopes of the key do not reach so far, or the request may be forged */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description There is no such workspace, or no such thing in it */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description More calls than the limit; Retry-After says when to ask again */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether everything it needs is there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AgentMemory: {
            /** Format: uuid */
            agent_id: string;
            /** @description Any JSON value */
            document: unknown;
            /** @description Goes up with each PUT, 0 before the first; the ETag */
            memory_version: number;
            updated_at: string | null;
            updated_by: string | null;
        };
        AgentMemoryInput: {
            /** Format: uuid */
            agent_id: string;
            /** @description Any JSON value */
            document: unknown;
            /** @description Goes up with each PUT, 0 before the first; the ETag */
            memory_version: number;
            updated_at: unknown | null;
            updated_by: string | null;
        };
        AgentState: {
            /** Format: uuid */
            agent_id: string;
            entity_version: number;
            last_change_at: string | null;
            memory_version: number;
            /** @description Any JSON value */
            name: unknown;
            /**
             * @description blocked: there is nothing that it could go on with
             * @enum {string}
             */
            state: "idle" | "busy" | "blocked";
            /** @description What is assigned to it and not done, the newest first, at most 1,000 */
            tasks: {
                /** @description What it depends on and is not done */
                blocked_by: string[];
                conflicts: number;
                entity_version: number;
                /** Format: uuid */
                id: string;
                kind: string;
                project_ids: string[];
                state: string | null;
                title: string | null;
                updated_at: string | null;
            }[];
            tasks_blocked: number;
            tasks_in_conflict: number;
            tasks_open: number;
        };
        AgentStateInput: {
            /** Format: uuid */
            agent_id: string;
            entity_version: number;
            last_change_at: string | null;
            memory_version: number;
            /** @description Any JSON value */
            name: unknown;
            /**
             * @description blocked: there is nothing that it could go on with
             * @enum {string}
             */
            state: "idle" | "busy" | "blocked";
            /** @description What is assigned to it and not done, the newest first, at most 1,000 */
            tasks: {
                /** @description What it depends on and is not done */
                blocked_by: string[];
                conflicts: number;
                entity_version: number;
                /** Format: uuid */
                id: string;
                kind: string;
                project_ids: string[];
                state: string | null;
                title: string | null;
                updated_at: string | null;
            }[];
            tasks_blocked: number;
            tasks_in_conflict: number;
            tasks_open: number;
        };
        Alert: {
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            /** @description Null: it is about the workspace as a whole */
            connectionId: number | null;
            connectionName: string | null;
            firedAt: string | null;
            id: number;
            note: string | null;
            resolvedAt: string | null;
            rule: string;
            /** @description What to do about it */
            runbook: string | null;
            /** Format: date-time */
            seenAt: string;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description What the rule looks at */
            signal: string;
            silencedUntil: string | null;
            /**
             * Format: date-time
             * @description When it was first seen
             */
            since: string;
            /**
             * @description pending: it holds, but not yet for as long as it must before anybody is told
             * @enum {string}
             */
            state: "pending" | "firing" | "resolved";
            summary: string;
            threshold: number;
            /** @description Of the signal, when it was last seen */
            value: number;
        };
        AlertDetail: {
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            /** @description Null: it is about the workspace as a whole */
            connectionId: number | null;
            connectionName: string | null;
            firedAt: string | null;
            id: number;
            /** @description Who was told of it, or is to be */
            messages: {
                attempts: number;
                /** Format: date-time */
                createdAt: string;
                error: string | null;
                finishedAt: string | null;
                /** @enum {string} */
                kind: "fired" | "resolved";
                /** Format: date-time */
                nextAttemptAt: string;
                route: string;
                /** @enum {string} */
                state: "queued" | "done" | "given_up";
            }[];
            note: string | null;
            resolvedAt: string | null;
            rule: string;
            /** @description What to do about it */
            runbook: string | null;
            /** Format: date-time */
            seenAt: string;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description What the rule looks at */
            signal: string;
            silencedUntil: string | null;
            /**
             * Format: date-time
             * @description When it was first seen
             */
            since: string;
            /**
             * @description pending: it holds, but not yet for as long as it must before anybody is told
             * @enum {string}
             */
            state: "pending" | "firing" | "resolved";
            summary: string;
            threshold: number;
            /** @description Of the signal, when it was last seen */
            value: number;
        };
        AlertDetailInput: {
            acknowledgedAt: unknown | null;
            acknowledgedBy: string | null;
            /** @description Null: it is about the workspace as a whole */
            connectionId: number | null;
            connectionName: string | null;
            firedAt: unknown | null;
            id: number;
            /** @description Who was told of it, or is to be */
            messages: {
                attempts: number;
                createdAt: unknown;
                error: string | null;
                finishedAt: unknown | null;
                /** @enum {string} */
                kind: "fired" | "resolved";
                nextAttemptAt: unknown;
                route: string;
                /** @enum {string} */
                state: "queued" | "done" | "given_up";
            }[];
            note: string | null;
            resolvedAt: unknown | null;
            rule: string;
            /** @description What to do about it */
            runbook: string | null;
            seenAt: unknown;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description What the rule looks at */
            signal: string;
            silencedUntil: unknown | null;
            /** @description When it was first seen */
            since: unknown;
            /**
             * @description pending: it holds, but not yet for as long as it must before anybody is told
             * @enum {string}
             */
            state: "pending" | "firing" | "resolved";
            summary: string;
            threshold: number;
            /** @description Of the signal, when it was last seen */
            value: number;
        };
        AlertInput: {
            acknowledgedAt: unknown | null;
            acknowledgedBy: string | null;
            /** @description Null: it is about the workspace as a whole */
            connectionId: number | null;
            connectionName: string | null;
            firedAt: unknown | null;
            id: number;
            note: string | null;
            resolvedAt: unknown | null;
            rule: string;
            /** @description What to do about it */
            runbook: string | null;
            seenAt: unknown;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /** @description What the rule looks at */
            signal: string;
            silencedUntil: unknown | null;
            /** @description When it was first seen */
            since: unknown;
            /**
             * @description pending: it holds, but not yet for as long as it must before anybody is told
             * @enum {string}
             */
            state: "pending" | "firing" | "resolved";
            summary: string;
            threshold: number;
            /** @description Of the signal, when it was last seen */
            value: number;
        };
        AlertPage: {
            items: components["schemas"]["Alert"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        AlertPageInput: {
            items: components["schemas"]["AlertInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            id: number;
            /** @description To the minute */
            lastUsedAt: string | null;
            name: string;
            /** @description The first characters of the key, to tell it from others */
            prefix: string;
            revokedAt: string | null;
            revokedBy: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            /** @description Null: all that its role may */
            scopes: string[] | null;
            /** @enum {string} */
            state: "standing" | "lapsed" | "revoked";
        };
        ApiKeyInput: {
            createdAt: unknown;
            createdBy: string;
            expiresAt: unknown | null;
            id: number;
            /** @description To the minute */
            lastUsedAt: unknown | null;
            name: string;
            /** @description The first characters of the key, to tell it from others */
            prefix: string;
            revokedAt: unknown | null;
            revokedBy: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            /** @description Null: all that its role may */
            scopes: string[] | null;
            /** @enum {string} */
            state: "standing" | "lapsed" | "revoked";
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
        };
        ApiKeyListInput: {
            items: components["schemas"]["ApiKeyInput"][];
        };
        ApprovalPolicy: {
            /** @description Only when this field of the entity is more than the value, before or after. */
            above?: {
                field: string;
                value: number;
            };
            /**
             * @description How many have to approve.
             * @default 1
             */
            approvals: number;
            /** @description Only what is less sure than this: merges, mappings and values that are added. */
            confidenceBelow?: number;
            /** @description Only entities of these kinds, such as deal. */
            entities?: string[];
            /**
             * @description How long it waits; then it is not done.
             * @default 168
             */
            expiresAfterHours: number;
            /** @description Only when one of these fields of the entity is to change. */
            fields?: string[];
            /**
             * @description What it is about: writes to a vendor (writeback), deletes there that are many (bulk_delete), files that are imported, entities that are merged, records that are mapped, values that are added.
             * @default [
             *       "writeback"
             *     ]
             */
            kinds: ("writeback" | "bulk_delete" | "import" | "merge" | "mapping" | "enrichment")[];
            /** @description Only writes to these streams; absent: to all of this config. */
            members?: string[];
            /** @description Only beyond so many records: written to at a stream within an hour, or rows of an import. */
            moreThan?: number;
            name: string;
            /** @description Only these writes. */
            ops?: ("create" | "update" | "delete")[];
            /**
             * @description The least role that may approve.
             * @default approver
             * @enum {string}
             */
            role: "approver" | "admin";
            /** @description Only when within an hour more than this share of the linked records of a stream is written to. */
            share?: number;
        };
        ApprovalPolicyInput: {
            /** @description Only when this field of the entity is more than the value, before or after. */
            above?: {
                field: string;
                value: number;
            };
            /**
             * @description How many have to approve.
             * @default 1
             */
            approvals: number;
            /** @description Only what is less sure than this: merges, mappings and values that are added. */
            confidenceBelow?: number;
            /** @description Only entities of these kinds, such as deal. */
            entities?: string[];
            /**
             * @description How long it waits; then it is not done.
             * @default 168
             */
            expiresAfterHours: number;
            /** @description Only when one of these fields of the entity is to change. */
            fields?: string[];
            /**
             * @description What it is about: writes to a vendor (writeback), deletes there that are many (bulk_delete), files that are imported, entities that are merged, records that are mapped, values that are added.
             * @default [
             *       "writeback"
             *     ]
             */
            kinds: ("writeback" | "bulk_delete" | "import" | "merge" | "mapping" | "enrichment")[];
            /** @description Only writes to these streams; absent: to all of this config. */
            members?: string[];
            /** @description Only beyond so many records: written to at a stream within an hour, or rows of an import. */
            moreThan?: number;
            name: string;
            /** @description Only these writes. */
            ops?: ("create" | "update" | "delete")[];
            /**
             * @description The least role that may approve.
             * @default approver
             * @enum {string}
             */
            role: "approver" | "admin";
            /** @description Only when within an hour more than this share of the linked records of a stream is written to. */
            share?: number;
        };
        AuditEntry: {
            action: string;
            /** @description `syncline`, a member (`connection/stream`), or who asked */
            actor: string;
            /** Format: date-time */
            at: string;
            details: {
                [key: string]: unknown;
            };
            entityId: string | null;
            /** @description Its seal: SHA-256 of the row with the seal of the one before it, in hex */
            hash: string | null;
            id: number;
            /** @description Its place in the chain; null for the moment until it is sealed */
            seq: number | null;
            subject: string;
            why: string | null;
        };
        AuditEntryInput: {
            action: string;
            /** @description `syncline`, a member (`connection/stream`), or who asked */
            actor: string;
            at: unknown;
            details: {
                [key: string]: unknown;
            };
            entityId: string | null;
            /** @description Its seal: SHA-256 of the row with the seal of the one before it, in hex */
            hash: string | null;
            id: number;
            /** @description Its place in the chain; null for the moment until it is sealed */
            seq: number | null;
            subject: string;
            why: string | null;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        AuditPageInput: {
            items: components["schemas"]["AuditEntryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        AuditSeal: {
            /** @description What the first row that is kept follows: the last one that retention removed */
            checkpoint: {
                hash: string;
                seq: number;
            };
            /** @description The last sealed row */
            head: {
                hash: string;
                seq: number;
            };
            oldestUnsealedAt: string | null;
            prunedAt: string | null;
            sealedAt: string | null;
            /** @description Rows that are not sealed yet */
            unsealed: number;
        };
        AuditSealInput: {
            /** @description What the first row that is kept follows: the last one that retention removed */
            checkpoint: {
                hash: string;
                seq: number;
            };
            /** @description The last sealed row */
            head: {
                hash: string;
                seq: number;
            };
            oldestUnsealedAt: unknown | null;
            prunedAt: unknown | null;
            sealedAt: unknown | null;
            /** @description Rows that are not sealed yet */
            unsealed: number;
        };
        AuditVerification: {
            end: {
                hash: string;
                seq: number;
            };
            /** @description The first hundred; none: every row is as it was sealed */
            faults: {
                /** @enum {string} */
                kind: "changed" | "removed" | "inserted" | "reordered";
                message: string;
                /** @description The first row that it is about */
                seq: number;
            }[];
            moreFaults: number;
            oldestUnsealedAt: string | null;
            rows: number;
            start: {
                hash: string;
                seq: number;
            };
            /** @description Rows that are not sealed yet: they were not looked at */
            unsealed: number;
        };
        AuditVerificationInput: {
            end: {
                hash: string;
                seq: number;
            };
            /** @description The first hundred; none: every row is as it was sealed */
            faults: {
                /** @enum {string} */
                kind: "changed" | "removed" | "inserted" | "reordered";
                message: string;
                /** @description The first row that it is about */
                seq: number;
            }[];
            moreFaults: number;
            oldestUnsealedAt: unknown | null;
            rows: number;
            start: {
                hash: string;
                seq: number;
            };
            /** @description Rows that are not sealed yet: they were not looked at */
            unsealed: number;
        };
        Choice: {
            detail: string | null;
            /** @description What people at the vendor call it */
            title: string;
            /** @description What to write into the setting */
            value: string | number;
        };
        ChoiceInput: {
            detail: string | null;
            /** @description What people at the vendor call it */
            title: string;
            /** @description What to write into the setting */
            value: string | number;
        };
        ChoicePage: {
            items: components["schemas"]["Choice"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ChoicePageInput: {
            items: components["schemas"]["ChoiceInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ChoosableSetting: {
            /** @description True when `stream` has to say which one it is about */
            ofStream: boolean;
            setting: string;
            title: string;
        };
        ChoosableSettingInput: {
            /** @description True when `stream` has to say which one it is about */
            ofStream: boolean;
            setting: string;
            title: string;
        };
        Client: {
            blockedWork: number;
            domain: string | null;
            /** @description What complete records of the account, its people and deals would have */
            fieldsExpected: number;
            fieldsFilled: number;
            /**
             * Format: uuid
             * @description The account
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was counted
             */
            keptAt: string;
            lastContactAt: string | null;
            name: string | null;
            openDeals: number;
            openWork: number;
            people: number;
            /** @description Of deals that go on */
            pipeline: {
                amount: number;
                /** @description Null: the deals say none */
                currency: string | null;
            }[];
            /** @description What waits for somebody, of the account and its people, deals, quotes and work, as it was counted */
            troubles: {
                conflicts: number;
                duplicates: number;
                /** @description That are no conflicts */
                items: number;
                proposals: number;
            };
        };
        ClientDetail: {
            /**
             * Format: uuid
             * @description What was asked for, where it leads to the account
             */
            askedFor: string;
            /** Format: date-time */
            createdAt: string;
            fields: {
                [key: string]: unknown;
            };
            /** @description Null: it was not counted yet */
            figures: components["schemas"]["ClientFigures"] | null;
            /**
             * Format: uuid
             * @description The account
             */
            id: string;
            /** @description Nothing has happened to it since, as far as was followed */
            isCurrent: boolean;
            /** @description When the figures were counted */
            keptAt: string | null;
            mappings: {
                /** @description What both sides last agreed on */
                base: {
                    [key: string]: unknown;
                };
                /** Format: date-time */
                changeSeenAt: string;
                connectionId: number;
                connectionName: string;
                connector: string;
                externalId: string;
                /** Format: date-time */
                firstSeenAt: string;
                /** @description Fields that wait for somebody, and why */
                held: {
                    [key: string]: {
                        key: string;
                        reason: string;
                    };
                };
                /** @description True for the record that the entity was made from */
                home: boolean;
                locator: string | null;
                /** @description By field, what the vendor's form of a rich text can't carry */
                losses: {
                    [key: string]: {
                        count: number;
                        /** @description The first of them, at most 80 characters */
                        excerpt: string;
                        kind: string;
                        /** @description Where its block begins: line 12; null: not known */
                        where: string | null;
                    }[];
                };
                method: ("webhook" | "poll" | "batch" | "manual") | null;
                /** @description Our key on the remote record */
                ownKey: string | null;
                remoteUpdatedAt: string | null;
                /** @description The version of the vendor, where it has one */
                remoteVersion: string | null;
                scope: string;
                /** @description What the remote last showed, in its own terms */
                seen: {
                    [key: string]: unknown;
                };
                /**
                 * @description duplicate: it is read, and not written; another record of its stream is the entity’s
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            /** @description What in stock the account and its people may want, the best first, at most 10 */
            matches: {
                items: {
                    explanation: components["schemas"]["InterestExplanation"];
                    /** Format: uuid */
                    itemId: string;
                    itemName: string | null;
                    score: number;
                    /** Format: uuid */
                    whoId: string;
                    whoName: string | null;
                }[];
                total: number;
            };
            /** @description True when there are more than are listed: /entities/{id}/relations has them all */
            moreRelations: boolean;
            name: string | null;
            /** @description The beginning of each list; /clients/{id}/members goes on from its nextCursor */
            parts: {
                deal: components["schemas"]["ClientMemberPage"];
                file: components["schemas"]["ClientMemberPage"];
                interaction: components["schemas"]["ClientMemberPage"];
                person: components["schemas"]["ClientMemberPage"];
                place: components["schemas"]["ClientMemberPage"];
                quote: components["schemas"]["ClientMemberPage"];
                work: components["schemas"]["ClientMemberPage"];
            };
            /** @description Where each field has its value from */
            provenance: {
                [key: string]: {
                    /** @description Who edited or decided it in the hub; null: it came from a remote */
                    actor: string | null;
                    /** Format: date-time */
                    at: string;
                    connectionId: number | null;
                    connectionName: string | null;
                    decision: string;
                    pageId: number | null;
                    processId: string | null;
                    remoteUpdatedAt: string | null;
                    stream: string | null;
                    version: number;
                };
            };
            relations: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanation"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            /** @description What waits for somebody, of the account and its people, deals, quotes and work */
            troubles: {
                /** @description How many of the items are conflicts */
                conflicts: number;
                duplicateCount: number;
                duplicates: {
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    id: number;
                    /** Format: uuid */
                    otherId: string;
                    otherName: string | null;
                    probability: number;
                }[];
                itemCount: number;
                items: {
                    class: string;
                    code: string;
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    field: string | null;
                    /** Format: date-time */
                    firstSeenAt: string;
                    id: number;
                    message: string;
                }[];
                proposalCount: number;
                proposals: {
                    /** Format: date-time */
                    createdAt: string;
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    /** Format: date-time */
                    expiresAt: string;
                    id: number;
                    kind: string;
                    title: string;
                }[];
            };
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        ClientDetailInput: {
            /**
             * Format: uuid
             * @description What was asked for, where it leads to the account
             */
            askedFor: string;
            createdAt: unknown;
            fields: {
                [key: string]: unknown;
            };
            /** @description Null: it was not counted yet */
            figures: components["schemas"]["ClientFiguresInput"] | null;
            /**
             * Format: uuid
             * @description The account
             */
            id: string;
            /** @description Nothing has happened to it since, as far as was followed */
            isCurrent: boolean;
            /** @description When the figures were counted */
            keptAt: unknown | null;
            mappings: {
                /** @description What both sides last agreed on */
                base: {
                    [key: string]: unknown;
                };
                changeSeenAt: unknown;
                connectionId: number;
                connectionName: string;
                connector: string;
                externalId: string;
                firstSeenAt: unknown;
                /** @description Fields that wait for somebody, and why */
                held: {
                    [key: string]: {
                        key: string;
                        reason: string;
                    };
                };
                /** @description True for the record that the entity was made from */
                home: boolean;
                locator: string | null;
                /** @description By field, what the vendor's form of a rich text can't carry */
                losses: {
                    [key: string]: {
                        count: number;
                        /** @description The first of them, at most 80 characters */
                        excerpt: string;
                        kind: string;
                        /** @description Where its block begins: line 12; null: not known */
                        where: string | null;
                    }[];
                };
                method: ("webhook" | "poll" | "batch" | "manual") | null;
                /** @description Our key on the remote record */
                ownKey: string | null;
                remoteUpdatedAt: unknown | null;
                /** @description The version of the vendor, where it has one */
                remoteVersion: string | null;
                scope: string;
                /** @description What the remote last showed, in its own terms */
                seen: {
                    [key: string]: unknown;
                };
                /**
                 * @description duplicate: it is read, and not written; another record of its stream is the entity’s
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            /** @description What in stock the account and its people may want, the best first, at most 10 */
            matches: {
                items: {
                    explanation: components["schemas"]["InterestExplanationInput"];
                    /** Format: uuid */
                    itemId: string;
                    itemName: string | null;
                    score: number;
                    /** Format: uuid */
                    whoId: string;
                    whoName: string | null;
                }[];
                total: number;
            };
            /** @description True when there are more than are listed: /entities/{id}/relations has them all */
            moreRelations: boolean;
            name: string | null;
            /** @description The beginning of each list; /clients/{id}/members goes on from its nextCursor */
            parts: {
                deal: components["schemas"]["ClientMemberPageInput"];
                file: components["schemas"]["ClientMemberPageInput"];
                interaction: components["schemas"]["ClientMemberPageInput"];
                person: components["schemas"]["ClientMemberPageInput"];
                place: components["schemas"]["ClientMemberPageInput"];
                quote: components["schemas"]["ClientMemberPageInput"];
                work: components["schemas"]["ClientMemberPageInput"];
            };
            /** @description Where each field has its value from */
            provenance: {
                [key: string]: {
                    /** @description Who edited or decided it in the hub; null: it came from a remote */
                    actor: string | null;
                    at: unknown;
                    connectionId: number | null;
                    connectionName: string | null;
                    decision: string;
                    pageId: number | null;
                    processId: string | null;
                    remoteUpdatedAt: unknown | null;
                    stream: string | null;
                    version: number;
                };
            };
            relations: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanationInput"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            /** @description What waits for somebody, of the account and its people, deals, quotes and work */
            troubles: {
                /** @description How many of the items are conflicts */
                conflicts: number;
                duplicateCount: number;
                duplicates: {
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    id: number;
                    /** Format: uuid */
                    otherId: string;
                    otherName: string | null;
                    probability: number;
                }[];
                itemCount: number;
                items: {
                    class: string;
                    code: string;
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    field: string | null;
                    firstSeenAt: unknown;
                    id: number;
                    message: string;
                }[];
                proposalCount: number;
                proposals: {
                    createdAt: unknown;
                    /** Format: uuid */
                    entityId: string;
                    entityName: string | null;
                    expiresAt: unknown;
                    id: number;
                    kind: string;
                    title: string;
                }[];
            };
            updatedAt: unknown;
            version: number;
        };
        ClientFigures: {
            contact: {
                /** @description By month and type, the newest 24 months with any */
                byMonth: {
                    [key: string]: {
                        [key: string]: number;
                    };
                };
                firstAt: string | null;
                lastAt: string | null;
                lastId: string | null;
            };
            counts: {
                deal: number;
                file: number;
                interaction: number;
                person: number;
                place: number;
                quote: number;
                work: number;
            };
            /** @description Records with more edges than are followed: what rests on them is at least what it says */
            cut: string[];
            ended: {
                /** @description The records behind it, at most 20 */
                dealIds: string[];
                lost: number;
                won: number;
            };
            pipeline: {
                amount: number;
                /** @description Null: the deals say none */
                currency: string | null;
                /** @description The records behind it, at most 20 */
                dealIds: string[];
                deals: number;
                stage: string | null;
                /** @description Deals that the sum leaves out */
                withoutAmount: number;
            }[];
            quality: {
                expected: number;
                filled: number;
                /** @description At most 20 records */
                missing: {
                    fields: string[];
                    /** Format: uuid */
                    id: string;
                }[];
                newestChange: {
                    at: string;
                    /** Format: uuid */
                    id: string;
                };
                oldestChange: {
                    at: string;
                    /** Format: uuid */
                    id: string;
                };
            };
            work: {
                blocked: number;
                blockedBy: {
                    /** @description The records behind it, at most 20 */
                    by: string[];
                    /** Format: uuid */
                    id: string;
                }[];
                done: number;
                open: number;
                /** @description The records behind it, at most 20 */
                openIds: string[];
            };
        };
        ClientFiguresInput: {
            contact: {
                /** @description By month and type, the newest 24 months with any */
                byMonth: {
                    [key: string]: {
                        [key: string]: number;
                    };
                };
                firstAt: string | null;
                lastAt: string | null;
                lastId: string | null;
            };
            counts: {
                deal: number;
                file: number;
                interaction: number;
                person: number;
                place: number;
                quote: number;
                work: number;
            };
            /** @description Records with more edges than are followed: what rests on them is at least what it says */
            cut: string[];
            ended: {
                /** @description The records behind it, at most 20 */
                dealIds: string[];
                lost: number;
                won: number;
            };
            pipeline: {
                amount: number;
                /** @description Null: the deals say none */
                currency: string | null;
                /** @description The records behind it, at most 20 */
                dealIds: string[];
                deals: number;
                stage: string | null;
                /** @description Deals that the sum leaves out */
                withoutAmount: number;
            }[];
            quality: {
                expected: number;
                filled: number;
                /** @description At most 20 records */
                missing: {
                    fields: string[];
                    /** Format: uuid */
                    id: string;
                }[];
                newestChange: {
                    at: string;
                    /** Format: uuid */
                    id: string;
                };
                oldestChange: {
                    at: string;
                    /** Format: uuid */
                    id: string;
                };
            };
            work: {
                blocked: number;
                blockedBy: {
                    /** @description The records behind it, at most 20 */
                    by: string[];
                    /** Format: uuid */
                    id: string;
                }[];
                done: number;
                open: number;
                /** @description The records behind it, at most 20 */
                openIds: string[];
            };
        };
        ClientInput: {
            blockedWork: number;
            domain: string | null;
            /** @description What complete records of the account, its people and deals would have */
            fieldsExpected: number;
            fieldsFilled: number;
            /**
             * Format: uuid
             * @description The account
             */
            id: string;
            /** @description When it was counted */
            keptAt: unknown;
            lastContactAt: unknown | null;
            name: string | null;
            openDeals: number;
            openWork: number;
            people: number;
            /** @description Of deals that go on */
            pipeline: {
                amount: number;
                /** @description Null: the deals say none */
                currency: string | null;
            }[];
            /** @description What waits for somebody, of the account and its people, deals, quotes and work, as it was counted */
            troubles: {
                conflicts: number;
                duplicates: number;
                /** @description That are no conflicts */
                items: number;
                proposals: number;
            };
        };
        ClientMember: {
            /**
             * Format: date-time
             * @description When it took place, else when it was made
             */
            at: string;
            /** @description Of open work: what it waits for that is not done */
            blockedBy: {
                /** Format: uuid */
                id: string;
                name: string | null;
            }[];
            /** @description The beginning of what was said */
            excerpt: string | null;
            /** @description What is shown of it in a line */
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description Of deals and work: not closed */
            isOpen: boolean;
            kind: string;
            name: string | null;
            /** @enum {string} */
            part: "person" | "deal" | "quote" | "place" | "work" | "interaction" | "file";
            records: {
                connectionId: number;
                connectionName: string;
                connector: string;
                stream: string;
                url: string | null;
            }[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
            /**
             * Format: uuid
             * @description Through which record it belongs to the client
             */
            viaId: string;
            viaKind: string | null;
            viaName: string | null;
        };
        ClientMemberInput: {
            /** @description When it took place, else when it was made */
            at: unknown;
            /** @description Of open work: what it waits for that is not done */
            blockedBy: {
                /** Format: uuid */
                id: string;
                name: string | null;
            }[];
            /** @description The beginning of what was said */
            excerpt: string | null;
            /** @description What is shown of it in a line */
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description Of deals and work: not closed */
            isOpen: boolean;
            kind: string;
            name: string | null;
            /** @enum {string} */
            part: "person" | "deal" | "quote" | "place" | "work" | "interaction" | "file";
            records: {
                connectionId: number;
                connectionName: string;
                connector: string;
                stream: string;
                url: string | null;
            }[];
            updatedAt: unknown;
            version: number;
            /**
             * Format: uuid
             * @description Through which record it belongs to the client
             */
            viaId: string;
            viaKind: string | null;
            viaName: string | null;
        };
        ClientMemberPage: {
            items: components["schemas"]["ClientMember"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ClientMemberPageInput: {
            items: components["schemas"]["ClientMemberInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ClientPage: {
            items: components["schemas"]["Client"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ClientPageInput: {
            items: components["schemas"]["ClientInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ClientRelation: {
            /** @description Who shows it; 0: the hub */
            connectionId: number;
            /** Format: uuid */
            fromId: string;
            fromKind: string | null;
            fromName: string | null;
            /** @description How the vendor names an end that is not in the graph */
            target: string | null;
            /** @description Null while that end is not in the graph */
            toId: string | null;
            toKind: string | null;
            toName: string | null;
            type: string;
        };
        ClientRelationInput: {
            /** @description Who shows it; 0: the hub */
            connectionId: number;
            /** Format: uuid */
            fromId: string;
            fromKind: string | null;
            fromName: string | null;
            /** @description How the vendor names an end that is not in the graph */
            target: string | null;
            /** @description Null while that end is not in the graph */
            toId: string | null;
            toKind: string | null;
            toName: string | null;
            type: string;
        };
        ClientRelationPage: {
            items: components["schemas"]["ClientRelation"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ClientRelationPageInput: {
            items: components["schemas"]["ClientRelationInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        Configuration: {
            /** @description What this process of the fleet is configured by; secrets are not shown */
            process: {
                name: string;
                /** @description Where a value comes from */
                origin: {
                    at?: string;
                    by?: string;
                    /** @description file:line */
                    place?: string;
                    /** @enum {string} */
                    source: "file" | "api" | "environment" | "default";
                    /** @description Of the environment */
                    variable?: string;
                };
                value: unknown;
            }[];
            resources: {
                /** @description Where something else stands than the file said when it was last applied */
                changed: {
                    /** @description What the file said; null: nothing */
                    file: unknown;
                    /** @description Where a value comes from */
                    origin: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    path: string;
                    /** @description What stands; null: nothing */
                    stands: unknown;
                }[];
                /** @description As a file would have it */
                document: unknown;
                /** @enum {string} */
                kind: "connection" | "sync_config" | "schedule" | "window" | "alert_rule" | "alert_route" | "identity" | "insight";
                /**
                 * @description Who configures it: a file that was applied, or the API
                 * @enum {string}
                 */
                managedBy: "file" | "api";
                name: string;
                values: {
                    /** @description Where a value comes from */
                    origin: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    path: string;
                    value: unknown;
                }[];
            }[];
            workspace: string;
        };
        ConfigurationInput: {
            /** @description What this process of the fleet is configured by; secrets are not shown */
            process: {
                name: string;
                /** @description Where a value comes from */
                origin: {
                    at?: string;
                    by?: string;
                    /** @description file:line */
                    place?: string;
                    /** @enum {string} */
                    source: "file" | "api" | "environment" | "default";
                    /** @description Of the environment */
                    variable?: string;
                };
                value: unknown;
            }[];
            resources: {
                /** @description Where something else stands than the file said when it was last applied */
                changed: {
                    /** @description What the file said; null: nothing */
                    file: unknown;
                    /** @description Where a value comes from */
                    origin: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    path: string;
                    /** @description What stands; null: nothing */
                    stands: unknown;
                }[];
                /** @description As a file would have it */
                document: unknown;
                /** @enum {string} */
                kind: "connection" | "sync_config" | "schedule" | "window" | "alert_rule" | "alert_route" | "identity" | "insight";
                /**
                 * @description Who configures it: a file that was applied, or the API
                 * @enum {string}
                 */
                managedBy: "file" | "api";
                name: string;
                values: {
                    /** @description Where a value comes from */
                    origin: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    path: string;
                    value: unknown;
                }[];
            }[];
            workspace: string;
        };
        ConfigurationPlan: {
            applied: boolean;
            /** @description Tells plans apart; apply with it, and nothing else is applied than what was looked at */
            digest: string;
            resources: {
                /** @enum {string} */
                action: "create" | "update" | "delete" | "adopt" | "release" | "none";
                changes: {
                    /** @description What stands */
                    from?: unknown;
                    /**
                     * @description set, unset: the file has changed; drift: the API has changed what the file says; kept: that was let stand; added: by the API, the file says nothing
                     * @enum {string}
                     */
                    kind: "set" | "unset" | "drift" | "kept" | "added";
                    /** @description Of what stands */
                    origin?: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    /** @description JSON pointer; members go by connection/stream. Empty: all of it */
                    path: string;
                    /** @description What the file says */
                    to?: unknown;
                }[];
                /** @enum {string} */
                kind: "connection" | "sync_config" | "schedule" | "window" | "alert_rule" | "alert_route" | "identity" | "insight";
                name: string;
                workspace: string;
            }[];
        };
        ConfigurationPlanInput: {
            applied: boolean;
            /** @description Tells plans apart; apply with it, and nothing else is applied than what was looked at */
            digest: string;
            resources: {
                /** @enum {string} */
                action: "create" | "update" | "delete" | "adopt" | "release" | "none";
                changes: {
                    /** @description What stands */
                    from?: unknown;
                    /**
                     * @description set, unset: the file has changed; drift: the API has changed what the file says; kept: that was let stand; added: by the API, the file says nothing
                     * @enum {string}
                     */
                    kind: "set" | "unset" | "drift" | "kept" | "added";
                    /** @description Of what stands */
                    origin?: {
                        at?: string;
                        by?: string;
                        /** @description file:line */
                        place?: string;
                        /** @enum {string} */
                        source: "file" | "api" | "environment" | "default";
                        /** @description Of the environment */
                        variable?: string;
                    };
                    /** @description JSON pointer; members go by connection/stream. Empty: all of it */
                    path: string;
                    /** @description What the file says */
                    to?: unknown;
                }[];
                /** @enum {string} */
                kind: "connection" | "sync_config" | "schedule" | "window" | "alert_rule" | "alert_route" | "identity" | "insight";
                name: string;
                workspace: string;
            }[];
        };
        Connection: {
            baseUrl: string;
            connector: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Anything but ok: its work waits. paused: somebody has it wait
             * @enum {string}
             */
            credentials: "ok" | "needs_reauth" | "misconfigured" | "paused";
            /**
             * @description delayed: older than one period; error: older than two; on track: a run failed, but within the period
             * @enum {string}
             */
            health: "on time" | "on track" | "delayed" | "error" | "action required" | "in progress" | "paused" | "pending";
            /** Format: date-time */
            healthAt: string;
            healthReason: string | null;
            id: number;
            /** @description True: there is no vendor behind it */
            isStub: boolean;
            lastDeliveryAt: string | null;
            /**
             * @description Who configures it: a file that was applied, or the API
             * @enum {string}
             */
            managedBy: "file" | "api";
            name: string;
            /** @description Reconciliation items that wait */
            openItems: number;
            processesPaused: number;
            processesRunning: number;
            quota: {
                capacity: number;
                pausedUntil: string | null;
                /** @description `vendor_failing`: the vendor kept failing and is left alone; else the bucket that is spent */
                pauseReason: string | null;
                remaining: number;
                /** Format: date-time */
                resetAt: string;
                windowMs: number;
            } | null;
            /** @description Fields of the account that are paused, each alone */
            schemaDrift: {
                /**
                 * @description gone: the vendor describes it no longer; type_changed: it holds another kind of value
                 * @enum {string}
                 */
                drift: "gone" | "type_changed";
                field: string;
                name: string;
                /** Format: date-time */
                since: string;
                stream: string;
            }[];
            /** @description As they were given; no secrets */
            settings: {
                [key: string]: unknown;
            };
            streams: {
                ageMs: number | null;
                /**
                 * @description delayed: older than one period; error: older than two; on track: a run failed, but within the period
                 * @enum {string}
                 */
                health: "on time" | "on track" | "delayed" | "error" | "action required" | "in progress" | "paused" | "pending";
                /** @description Why the last run did not end well, or what is wrong with a record that was refused since */
                lastError: string | null;
                scopes: number;
                scopesInError: number;
                /** @enum {string} */
                state: "idle" | "syncing" | "error";
                stream: string;
                /** @description Everything changed before this time is in the graph */
                syncedUpTo: string | null;
            }[];
            /** @description Webhooks registered at the vendor */
            subscriptions: number;
            /** @description Polls have found what webhooks should have told, and no delivery came since; null: nothing is amiss */
            webhookSilence: {
                /** @description Changed records that polls have brought since the last delivery */
                missed: number;
                /**
                 * Format: date-time
                 * @description When a poll first brought a change that a delivery should have told of
                 */
                since: string;
                streams: string[];
            } | null;
        };
        ConnectionCheck: {
            account: string;
            /** @constant */
            outcome: "ok";
        } | {
            class: string;
            code: string;
            fix: string;
            /** @description The cause */
            message: string;
            /** @constant */
            outcome: "failed";
            /**
             * @description Where to look; access: the account is let in, and not to this
             * @enum {string}
             */
            place: "address" | "credentials" | "access" | "settings" | "vendor";
        };
        ConnectionCheckInput: {
            account: string;
            /** @constant */
            outcome: "ok";
        } | {
            class: string;
            code: string;
            fix: string;
            /** @description The cause */
            message: string;
            /** @constant */
            outcome: "failed";
            /**
             * @description Where to look; access: the account is let in, and not to this
             * @enum {string}
             */
            place: "address" | "credentials" | "access" | "settings" | "vendor";
        };
        ConnectionInput: {
            baseUrl: string;
            connector: string;
            createdAt: unknown;
            /**
             * @description Anything but ok: its work waits. paused: somebody has it wait
             * @enum {string}
             */
            credentials: "ok" | "needs_reauth" | "misconfigured" | "paused";
            /**
             * @description delayed: older than one period; error: older than two; on track: a run failed, but within the period
             * @enum {string}
             */
            health: "on time" | "on track" | "delayed" | "error" | "action required" | "in progress" | "paused" | "pending";
            healthAt: unknown;
            healthReason: string | null;
            id: number;
            /** @description True: there is no vendor behind it */
            isStub: boolean;
            lastDeliveryAt: unknown | null;
            /**
             * @description Who configures it: a file that was applied, or the API
             * @enum {string}
             */
            managedBy: "file" | "api";
            name: string;
            /** @description Reconciliation items that wait */
            openItems: number;
            processesPaused: number;
            processesRunning: number;
            quota: {
                capacity: number;
                pausedUntil: unknown | null;
                /** @description `vendor_failing`: the vendor kept failing and is left alone; else the bucket that is spent */
                pauseReason: string | null;
                remaining: number;
                resetAt: unknown;
                windowMs: number;
            } | null;
            /** @description Fields of the account that are paused, each alone */
            schemaDrift: {
                /**
                 * @description gone: the vendor describes it no longer; type_changed: it holds another kind of value
                 * @enum {string}
                 */
                drift: "gone" | "type_changed";
                field: string;
                name: string;
                since: unknown;
                stream: string;
            }[];
            /** @description As they were given; no secrets */
            settings: {
                [key: string]: unknown;
            };
            streams: {
                ageMs: number | null;
                /**
                 * @description delayed: older than one period; error: older than two; on track: a run failed, but within the period
                 * @enum {string}
                 */
                health: "on time" | "on track" | "delayed" | "error" | "action required" | "in progress" | "paused" | "pending";
                /** @description Why the last run did not end well, or what is wrong with a record that was refused since */
                lastError: string | null;
                scopes: number;
                scopesInError: number;
                /** @enum {string} */
                state: "idle" | "syncing" | "error";
                stream: string;
                /** @description Everything changed before this time is in the graph */
                syncedUpTo: unknown | null;
            }[];
            /** @description Webhooks registered at the vendor */
            subscriptions: number;
            /** @description Polls have found what webhooks should have told, and no delivery came since; null: nothing is amiss */
            webhookSilence: {
                /** @description Changed records that polls have brought since the last delivery */
                missed: number;
                /** @description When a poll first brought a change that a delivery should have told of */
                since: unknown;
                streams: string[];
            } | null;
        };
        ConnectionPage: {
            items: components["schemas"]["Connection"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ConnectionPageInput: {
            items: components["schemas"]["ConnectionInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        Connector: {
            /** @description What address is meant */
            address: string;
            /** @description Where every account is found; null: each has an address of its own */
            baseUrl: string | null;
            category: string;
            /** @description Settings that can be picked from what the account has */
            choices: {
                setting: string;
                title: string;
            }[];
            id: string;
            isStub: boolean;
            /** @description What it keeps in step */
            line: string;
            /** @description How it can be authorised by OAuth */
            oauth: ("authorization_code" | "client_credentials")[];
            secrets: {
                name: string;
                required: boolean;
                title: string;
            }[];
            /** @description JSON Schema of its settings */
            settings: {
                [key: string]: unknown;
            };
            title: string;
            /**
             * @description Who sets them up: Syncline, or a person at the vendor
             * @enum {string}
             */
            webhooks: "registered" | "typed_in" | "none";
        };
        ConnectorInput: {
            /** @description What address is meant */
            address: string;
            /** @description Where every account is found; null: each has an address of its own */
            baseUrl: string | null;
            category: string;
            /** @description Settings that can be picked from what the account has */
            choices: {
                setting: string;
                title: string;
            }[];
            id: string;
            isStub: boolean;
            /** @description What it keeps in step */
            line: string;
            /** @description How it can be authorised by OAuth */
            oauth: ("authorization_code" | "client_credentials")[];
            secrets: {
                name: string;
                required: boolean;
                title: string;
            }[];
            /** @description JSON Schema of its settings */
            settings: {
                [key: string]: unknown;
            };
            title: string;
            /**
             * @description Who sets them up: Syncline, or a person at the vendor
             * @enum {string}
             */
            webhooks: "registered" | "typed_in" | "none";
        };
        ConnectorList: {
            items: components["schemas"]["Connector"][];
        };
        ConnectorListInput: {
            items: components["schemas"]["ConnectorInput"][];
        };
        CreatedApiKey: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            expiresAt: string | null;
            id: number;
            /** @description The key itself: shown this once, and stored nowhere */
            key: string;
            /** @description To the minute */
            lastUsedAt: string | null;
            name: string;
            /** @description The first characters of the key, to tell it from others */
            prefix: string;
            revokedAt: string | null;
            revokedBy: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            /** @description Null: all that its role may */
            scopes: string[] | null;
            /** @enum {string} */
            state: "standing" | "lapsed" | "revoked";
        };
        CreatedApiKeyInput: {
            createdAt: unknown;
            createdBy: string;
            expiresAt: unknown | null;
            id: number;
            /** @description The key itself: shown this once, and stored nowhere */
            key: string;
            /** @description To the minute */
            lastUsedAt: unknown | null;
            name: string;
            /** @description The first characters of the key, to tell it from others */
            prefix: string;
            revokedAt: unknown | null;
            revokedBy: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            /** @description Null: all that its role may */
            scopes: string[] | null;
            /** @enum {string} */
            state: "standing" | "lapsed" | "revoked";
        };
        Credential: {
            /** @description The vault key that wraps it */
            keyId: string | null;
            name: string;
            /** @description Where it is kept outside: env:NAME or file:/path */
            reference: string | null;
            required: boolean;
            /**
             * @description vault: it was entered here; reference: it is kept outside
             * @enum {string}
             */
            source: "vault" | "reference" | "absent";
            title: string;
            /** @description When it was entered */
            updatedAt: string | null;
        };
        CredentialInput: {
            /** @description The vault key that wraps it */
            keyId: string | null;
            name: string;
            /** @description Where it is kept outside: env:NAME or file:/path */
            reference: string | null;
            required: boolean;
            /**
             * @description vault: it was entered here; reference: it is kept outside
             * @enum {string}
             */
            source: "vault" | "reference" | "absent";
            title: string;
            /** @description When it was entered */
            updatedAt: unknown | null;
        };
        CredentialList: {
            items: components["schemas"]["Credential"][];
        };
        CredentialListInput: {
            items: components["schemas"]["CredentialInput"][];
        };
        CrmHubWrite: {
            /** @description Fields of the request that were left out, and why */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** Format: uuid */
            entityId: string;
            entityVersion: number;
            /** @description What the hub holds now, in the words of the contract; references are ids of entities */
            fields: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            /** @enum {string} */
            outcome: "created" | "edited" | "unchanged";
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description Writes to CRMs that wait or are under way; GET /api/v1/writebacks follows them */
            travelsTo: {
                connection: string;
                op: string;
                state: string;
                stream: string;
                waitsFor: string | null;
            }[];
        };
        CrmHubWriteInput: {
            /** @description Fields of the request that were left out, and why */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** Format: uuid */
            entityId: string;
            entityVersion: number;
            /** @description What the hub holds now, in the words of the contract; references are ids of entities */
            fields: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            /** @enum {string} */
            outcome: "created" | "edited" | "unchanged";
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description Writes to CRMs that wait or are under way; GET /api/v1/writebacks follows them */
            travelsTo: {
                connection: string;
                op: string;
                state: string;
                stream: string;
                waitsFor: string | null;
            }[];
        };
        CrmQuoteWrite: {
            attachmentReference: string | null;
            /** @description Fields of the request that were left out, and why */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** Format: uuid */
            entityId: string;
            entityVersion: number;
            /** @description What the hub holds now, in the words of the contract; references are ids of entities */
            fields: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            /** @enum {string} */
            outcome: "created" | "edited" | "unchanged";
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description Writes to CRMs that wait or are under way; GET /api/v1/writebacks follows them */
            travelsTo: {
                connection: string;
                op: string;
                state: string;
                stream: string;
                waitsFor: string | null;
            }[];
            version: number | null;
        };
        CrmQuoteWriteInput: {
            attachmentReference: string | null;
            /** @description Fields of the request that were left out, and why */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** Format: uuid */
            entityId: string;
            entityVersion: number;
            /** @description What the hub holds now, in the words of the contract; references are ids of entities */
            fields: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            /** @enum {string} */
            outcome: "created" | "edited" | "unchanged";
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description Writes to CRMs that wait or are under way; GET /api/v1/writebacks follows them */
            travelsTo: {
                connection: string;
                op: string;
                state: string;
                stream: string;
                waitsFor: string | null;
            }[];
            version: number | null;
        };
        CrmRecord: {
            /** @description Why fields of the contract hold nothing */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** @description The hub's entity that it is linked to */
            entityId: string | null;
            externalReference: {
                externalId: string;
                stream: string;
                url: string | null;
            };
            /** @description Every field of the contract; a reference has id and externalId, a stage value and name; null where there is nothing */
            fields: {
                [key: string]: unknown;
            };
            /** @description Derived from connection, stream and external id; never changes */
            id: string;
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            metadata: {
                [key: string]: unknown;
            };
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description When it was last changed, by the vendor's clock */
            sourceTime: string | null;
            /** @description What the vendor shows beyond the contract: the names in metadata */
            unresolvedFields: string[];
        };
        CrmRecordInput: {
            /** @description Why fields of the contract hold nothing */
            diagnostics: {
                field: string;
                message: string;
                /**
                 * @description not_offered: the CRM has no such field; not_shown: not of this record; read_only: it sets it itself; not_mapped: no field map carries it; not_checked: it could not be asked
                 * @enum {string}
                 */
                reason: "not_offered" | "not_shown" | "read_only" | "wrong_type" | "not_mapped" | "not_checked";
            }[];
            /** @description The hub's entity that it is linked to */
            entityId: string | null;
            externalReference: {
                externalId: string;
                stream: string;
                url: string | null;
            };
            /** @description Every field of the contract; a reference has id and externalId, a stage value and name; null where there is nothing */
            fields: {
                [key: string]: unknown;
            };
            /** @description Derived from connection, stream and external id; never changes */
            id: string;
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "quote" | "activity";
            metadata: {
                [key: string]: unknown;
            };
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            /** @description When it was last changed, by the vendor's clock */
            sourceTime: string | null;
            /** @description What the vendor shows beyond the contract: the names in metadata */
            unresolvedFields: string[];
        };
        CrmRecords: {
            items: components["schemas"]["CrmRecord"][];
        };
        CrmRecordsInput: {
            items: components["schemas"]["CrmRecordInput"][];
        };
        CrmSync: {
            /** @description The run that was started */
            processId: string | null;
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            streams: {
                kind: string;
                lastError: string | null;
                /** @enum {string} */
                state: "idle" | "syncing" | "error";
                stream: string;
                /** @description Everything changed before this time is in the graph */
                syncedUpTo: string | null;
            }[];
        };
        CrmSyncInput: {
            /** @description The run that was started */
            processId: string | null;
            source: {
                connection: {
                    id: number;
                    name: string;
                };
                connector: string;
                /** @description True: nothing of it is at any vendor */
                isStub: boolean;
            };
            streams: {
                kind: string;
                lastError: string | null;
                /** @enum {string} */
                state: "idle" | "syncing" | "error";
                stream: string;
                /** @description Everything changed before this time is in the graph */
                syncedUpTo: unknown | null;
            }[];
        };
        DecidedPerson: {
            /** @enum {string} */
            decision: "same" | "different";
            /** Format: uuid */
            entity_id: string;
        };
        DecidedPersonInput: {
            /** @enum {string} */
            decision: "same" | "different";
            /** Format: uuid */
            entity_id: string;
        };
        Delivery: {
            bytes: number;
            connectionId: number;
            connectionName: string;
            deliveryId: string;
            event: string;
            /** @description Change hints that came out of it */
            hints: number;
            id: number;
            processedAt: string | null;
            reason: string | null;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            state: "received" | "processed" | "ignored" | "malformed";
        };
        DeliveryDetail: {
            /** @description As it came, at most its first MB */
            body: string;
            bodyCut: boolean;
            /**
             * @description base64: it is no text
             * @enum {string}
             */
            bodyEncoding: "utf8" | "base64";
            bytes: number;
            /** @description Records that it had read again, at most 200 */
            caused: {
                /** Format: date-time */
                at: string;
                /** @description Null while the record is not in the graph */
                entityId: string | null;
                externalId: string;
                /** @enum {string} */
                op: "changed" | "deleted";
                /** @enum {string} */
                state: "pending" | "done" | "ignored" | "failed";
                stream: string;
            }[];
            connectionId: number;
            connectionName: string;
            deliveryId: string;
            event: string;
            /** @description As they came; what proves its origin is struck out */
            headers: {
                [key: string]: string | string[];
            };
            /** @description Change hints that came out of it */
            hints: number;
            id: number;
            /** @description Open reconciliation items that came of it */
            items: number[];
            processedAt: string | null;
            reason: string | null;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            state: "received" | "processed" | "ignored" | "malformed";
        };
        DeliveryDetailInput: {
            /** @description As it came, at most its first MB */
            body: string;
            bodyCut: boolean;
            /**
             * @description base64: it is no text
             * @enum {string}
             */
            bodyEncoding: "utf8" | "base64";
            bytes: number;
            /** @description Records that it had read again, at most 200 */
            caused: {
                at: unknown;
                /** @description Null while the record is not in the graph */
                entityId: string | null;
                externalId: string;
                /** @enum {string} */
                op: "changed" | "deleted";
                /** @enum {string} */
                state: "pending" | "done" | "ignored" | "failed";
                stream: string;
            }[];
            connectionId: number;
            connectionName: string;
            deliveryId: string;
            event: string;
            /** @description As they came; what proves its origin is struck out */
            headers: {
                [key: string]: string | string[];
            };
            /** @description Change hints that came out of it */
            hints: number;
            id: number;
            /** @description Open reconciliation items that came of it */
            items: number[];
            processedAt: unknown | null;
            reason: string | null;
            receivedAt: unknown;
            /** @enum {string} */
            state: "received" | "processed" | "ignored" | "malformed";
        };
        DeliveryInput: {
            bytes: number;
            connectionId: number;
            connectionName: string;
            deliveryId: string;
            event: string;
            /** @description Change hints that came out of it */
            hints: number;
            id: number;
            processedAt: unknown | null;
            reason: string | null;
            receivedAt: unknown;
            /** @enum {string} */
            state: "received" | "processed" | "ignored" | "malformed";
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        DeliveryPageInput: {
            items: components["schemas"]["DeliveryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        DescribedFields: {
            items: {
                currency: string | null;
                /** @description While it is not as the field map relies on, it is paused */
                drift: ("gone" | "type_changed") | null;
                driftedAt: string | null;
                /** @description What the vendor describes now; null: it is gone */
                foundType: string | null;
                /** @description What field maps name */
                key: string;
                /** @description Fields of the entity that it is mapped to */
                mappedTo: string[];
                /** @description What people at the vendor call it */
                name: string;
                /** @description Of select and multi_select; records carry the ids */
                options: {
                    id: string;
                    name: string;
                }[] | null;
                stream: string;
                /** @description text, number, boolean, date, date_time, select, multi_select, user, money or other */
                type: string;
                writable: boolean;
            }[];
        };
        DescribedFieldsInput: {
            items: {
                currency: string | null;
                /** @description While it is not as the field map relies on, it is paused */
                drift: ("gone" | "type_changed") | null;
                driftedAt: unknown | null;
                /** @description What the vendor describes now; null: it is gone */
                foundType: string | null;
                /** @description What field maps name */
                key: string;
                /** @description Fields of the entity that it is mapped to */
                mappedTo: string[];
                /** @description What people at the vendor call it */
                name: string;
                /** @description Of select and multi_select; records carry the ids */
                options: {
                    id: string;
                    name: string;
                }[] | null;
                stream: string;
                /** @description text, number, boolean, date, date_time, select, multi_select, user, money or other */
                type: string;
                writable: boolean;
            }[];
        };
        Diagnostics: {
            database: {
                /** Format: date-time */
                time: string;
                version: string;
            };
            node: string;
            queue: {
                /** @enum {string} */
                backend: "postgres" | "redis";
                problem: string | null;
                /** @description Whether its server keeps what it is given */
                safe: boolean;
            };
            /** Format: date-time */
            serverTime: string;
            version: string;
        };
        DiagnosticsInput: {
            database: {
                time: unknown;
                version: string;
            };
            node: string;
            queue: {
                /** @enum {string} */
                backend: "postgres" | "redis";
                problem: string | null;
                /** @description Whether its server keeps what it is given */
                safe: boolean;
            };
            serverTime: unknown;
            version: string;
        };
        DraftCheck: {
            account: string;
            detail: string | null;
            /** @constant */
            outcome: "ok";
        } | {
            class: string;
            code: string;
            fix: string;
            /** @description The cause */
            message: string;
            /** @constant */
            outcome: "failed";
            /**
             * @description Where to look; access: the account is let in, and not to this
             * @enum {string}
             */
            place: "address" | "credentials" | "access" | "settings" | "vendor";
        };
        DraftCheckInput: {
            account: string;
            detail: string | null;
            /** @constant */
            outcome: "ok";
        } | {
            class: string;
            code: string;
            fix: string;
            /** @description The cause */
            message: string;
            /** @constant */
            outcome: "failed";
            /**
             * @description Where to look; access: the account is let in, and not to this
             * @enum {string}
             */
            place: "address" | "credentials" | "access" | "settings" | "vendor";
        };
        Duplicate: {
            /** Format: uuid */
            aId: string;
            aTitle: string | null;
            /** Format: uuid */
            bId: string;
            bTitle: string | null;
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description What speaks for it, and against */
            evidence: components["schemas"]["DuplicateEvidence"][];
            /** Format: date-time */
            foundAt: string;
            /** @description Why a pair that is likely enough is not merged without a person */
            heldBack: string[];
            id: number;
            kind: string;
            mergeId: number | null;
            /** @description 0 to 1: how likely the two are one */
            probability: number;
            /** @description The proposal by which its merge waits for an approval */
            proposalId: number | null;
            /** @description Why it could not be merged when that was tried last */
            refused: string | null;
            /**
             * @description gone: one of the two is no more, or nothing speaks for it any longer
             * @enum {string}
             */
            state: "open" | "merged" | "dismissed" | "gone";
            /** Format: date-time */
            updatedAt: string;
            /**
             * @description link: likely enough to be merged without asking, where the configuration lets it
             * @enum {string}
             */
            verdict: "link" | "propose";
            why: string | null;
        };
        DuplicateDetail: {
            a: components["schemas"]["DuplicateSide"] | null;
            /** Format: uuid */
            aId: string;
            aTitle: string | null;
            b: components["schemas"]["DuplicateSide"] | null;
            /** Format: uuid */
            bId: string;
            bTitle: string | null;
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description What speaks for it, and against */
            evidence: components["schemas"]["DuplicateEvidence"][];
            /** Format: date-time */
            foundAt: string;
            /** @description Why a pair that is likely enough is not merged without a person */
            heldBack: string[];
            id: number;
            kind: string;
            mergeId: number | null;
            /** @description 0 to 1: how likely the two are one */
            probability: number;
            /** @description The proposal by which its merge waits for an approval */
            proposalId: number | null;
            /** @description Why it could not be merged when that was tried last */
            refused: string | null;
            /**
             * @description gone: one of the two is no more, or nothing speaks for it any longer
             * @enum {string}
             */
            state: "open" | "merged" | "dismissed" | "gone";
            /** Format: date-time */
            updatedAt: string;
            /**
             * @description link: likely enough to be merged without asking, where the configuration lets it
             * @enum {string}
             */
            verdict: "link" | "propose";
            why: string | null;
        };
        DuplicateDetailInput: {
            a: components["schemas"]["DuplicateSideInput"] | null;
            /** Format: uuid */
            aId: string;
            aTitle: string | null;
            b: components["schemas"]["DuplicateSideInput"] | null;
            /** Format: uuid */
            bId: string;
            bTitle: string | null;
            decidedAt: unknown | null;
            decidedBy: string | null;
            /** @description What speaks for it, and against */
            evidence: components["schemas"]["DuplicateEvidenceInput"][];
            foundAt: unknown;
            /** @description Why a pair that is likely enough is not merged without a person */
            heldBack: string[];
            id: number;
            kind: string;
            mergeId: number | null;
            /** @description 0 to 1: how likely the two are one */
            probability: number;
            /** @description The proposal by which its merge waits for an approval */
            proposalId: number | null;
            /** @description Why it could not be merged when that was tried last */
            refused: string | null;
            /**
             * @description gone: one of the two is no more, or nothing speaks for it any longer
             * @enum {string}
             */
            state: "open" | "merged" | "dismissed" | "gone";
            updatedAt: unknown;
            /**
             * @description link: likely enough to be merged without asking, where the configuration lets it
             * @enum {string}
             */
            verdict: "link" | "propose";
            why: string | null;
        };
        DuplicateEvidence: {
            because: string;
            /** @description Weight of evidence: 10 bits for are a thousand to one */
            bits: number;
            /** @description What was compared, such as name, email or phone */
            feature: string;
            /** @enum {string} */
            verdict: "same" | "alike" | "different";
        };
        DuplicateEvidenceInput: {
            because: string;
            /** @description Weight of evidence: 10 bits for are a thousand to one */
            bits: number;
            /** @description What was compared, such as name, email or phone */
            feature: string;
            /** @enum {string} */
            verdict: "same" | "alike" | "different";
        };
        DuplicateInput: {
            /** Format: uuid */
            aId: string;
            aTitle: string | null;
            /** Format: uuid */
            bId: string;
            bTitle: string | null;
            decidedAt: unknown | null;
            decidedBy: string | null;
            /** @description What speaks for it, and against */
            evidence: components["schemas"]["DuplicateEvidenceInput"][];
            foundAt: unknown;
            /** @description Why a pair that is likely enough is not merged without a person */
            heldBack: string[];
            id: number;
            kind: string;
            mergeId: number | null;
            /** @description 0 to 1: how likely the two are one */
            probability: number;
            /** @description The proposal by which its merge waits for an approval */
            proposalId: number | null;
            /** @description Why it could not be merged when that was tried last */
            refused: string | null;
            /**
             * @description gone: one of the two is no more, or nothing speaks for it any longer
             * @enum {string}
             */
            state: "open" | "merged" | "dismissed" | "gone";
            updatedAt: unknown;
            /**
             * @description link: likely enough to be merged without asking, where the configuration lets it
             * @enum {string}
             */
            verdict: "link" | "propose";
            why: string | null;
        };
        DuplicatePage: {
            items: components["schemas"]["Duplicate"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        DuplicatePageInput: {
            items: components["schemas"]["DuplicateInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        DuplicateSide: {
            /** Format: date-time */
            createdAt: string;
            deletedAt: string | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description Of a tombstone: what it has become part of */
            mergedInto: string | null;
            /** @description Who brought each field’s value, where several could have */
            origins: {
                [key: string]: unknown;
            };
            records: {
                connectionId: number;
                connectionName: string;
                externalId: string;
                remoteUpdatedAt: string | null;
                /** @enum {string} */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        DuplicateSideInput: {
            createdAt: unknown;
            deletedAt: unknown | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description Of a tombstone: what it has become part of */
            mergedInto: string | null;
            /** @description Who brought each field’s value, where several could have */
            origins: {
                [key: string]: unknown;
            };
            records: {
                connectionId: number;
                connectionName: string;
                externalId: string;
                remoteUpdatedAt: string | null;
                /** @enum {string} */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            updatedAt: unknown;
            version: number;
        };
        Entity: {
            /** Format: date-time */
            createdAt: string;
            deletedAt: string | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            kind: string;
            title: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        EntityDetail: {
            /** Format: date-time */
            createdAt: string;
            deletedAt: string | null;
            fields: {
                [key: string]: unknown;
            };
            history: {
                /** @description Who edited or decided it in the hub; null: it came from a remote */
                actor: string | null;
                /** Format: date-time */
                at: string;
                changes: {
                    [key: string]: {
                        /** @description Any JSON value */
                        from: unknown;
                        /** @description Any JSON value */
                        to: unknown;
                    };
                };
                connectionId: number | null;
                connectionName: string | null;
                decision: string;
                /** @description Field by field, where more than one side had a say */
                decisions: {
                    field: string;
                    /** @enum {string} */
                    outcome: "settled" | "taken" | "merged" | "agreed" | "kept" | "pushed_back" | "conflict";
                    /** @description The value that lost; absent where nothing was lost */
                    overridden?: unknown;
                    policy: string;
                }[];
                pageId: number | null;
                processId: string | null;
                remoteUpdatedAt: string | null;
                stream: string | null;
                version: number;
            }[];
            /** Format: uuid */
            id: string;
            kind: string;
            mappings: {
                /** @description What both sides last agreed on */
                base: {
                    [key: string]: unknown;
                };
                /** Format: date-time */
                changeSeenAt: string;
                connectionId: number;
                connectionName: string;
                connector: string;
                externalId: string;
                /** Format: date-time */
                firstSeenAt: string;
                /** @description Fields that wait for somebody, and why */
                held: {
                    [key: string]: {
                        key: string;
                        reason: string;
                    };
                };
                /** @description True for the record that the entity was made from */
                home: boolean;
                locator: string | null;
                /** @description By field, what the vendor's form of a rich text can't carry */
                losses: {
                    [key: string]: {
                        count: number;
                        /** @description The first of them, at most 80 characters */
                        excerpt: string;
                        kind: string;
                        /** @description Where its block begins: line 12; null: not known */
                        where: string | null;
                    }[];
                };
                method: ("webhook" | "poll" | "batch" | "manual") | null;
                /** @description Our key on the remote record */
                ownKey: string | null;
                remoteUpdatedAt: string | null;
                /** @description The version of the vendor, where it has one */
                remoteVersion: string | null;
                scope: string;
                /** @description What the remote last showed, in its own terms */
                seen: {
                    [key: string]: unknown;
                };
                /**
                 * @description duplicate: it is read, and not written; another record of its stream is the entity’s
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            /** @description Of a tombstone: what it has become part of */
            mergedInto: string | null;
            /** @description True when there are more than are listed: /entities/{id}/relations has them all */
            moreRelations: boolean;
            /** @description Who brought the value of each field, where several could have: connection/stream, or hub */
            origins: {
                [key: string]: {
                    at: string;
                    by: string;
                    version: number;
                };
            };
            /** @description Where each field has its value from */
            provenance: {
                [key: string]: {
                    /** @description Who edited or decided it in the hub; null: it came from a remote */
                    actor: string | null;
                    /** Format: date-time */
                    at: string;
                    connectionId: number | null;
                    connectionName: string | null;
                    decision: string;
                    pageId: number | null;
                    processId: string | null;
                    remoteUpdatedAt: string | null;
                    stream: string | null;
                    version: number;
                };
            };
            relations: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanation"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            title: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        EntityDetailInput: {
            createdAt: unknown;
            deletedAt: unknown | null;
            fields: {
                [key: string]: unknown;
            };
            history: {
                /** @description Who edited or decided it in the hub; null: it came from a remote */
                actor: string | null;
                at: unknown;
                changes: {
                    [key: string]: {
                        /** @description Any JSON value */
                        from: unknown;
                        /** @description Any JSON value */
                        to: unknown;
                    };
                };
                connectionId: number | null;
                connectionName: string | null;
                decision: string;
                /** @description Field by field, where more than one side had a say */
                decisions: {
                    field: string;
                    /** @enum {string} */
                    outcome: "settled" | "taken" | "merged" | "agreed" | "kept" | "pushed_back" | "conflict";
                    /** @description The value that lost; absent where nothing was lost */
                    overridden?: unknown;
                    policy: string;
                }[];
                pageId: number | null;
                processId: string | null;
                remoteUpdatedAt: unknown | null;
                stream: string | null;
                version: number;
            }[];
            /** Format: uuid */
            id: string;
            kind: string;
            mappings: {
                /** @description What both sides last agreed on */
                base: {
                    [key: string]: unknown;
                };
                changeSeenAt: unknown;
                connectionId: number;
                connectionName: string;
                connector: string;
                externalId: string;
                firstSeenAt: unknown;
                /** @description Fields that wait for somebody, and why */
                held: {
                    [key: string]: {
                        key: string;
                        reason: string;
                    };
                };
                /** @description True for the record that the entity was made from */
                home: boolean;
                locator: string | null;
                /** @description By field, what the vendor's form of a rich text can't carry */
                losses: {
                    [key: string]: {
                        count: number;
                        /** @description The first of them, at most 80 characters */
                        excerpt: string;
                        kind: string;
                        /** @description Where its block begins: line 12; null: not known */
                        where: string | null;
                    }[];
                };
                method: ("webhook" | "poll" | "batch" | "manual") | null;
                /** @description Our key on the remote record */
                ownKey: string | null;
                remoteUpdatedAt: unknown | null;
                /** @description The version of the vendor, where it has one */
                remoteVersion: string | null;
                scope: string;
                /** @description What the remote last showed, in its own terms */
                seen: {
                    [key: string]: unknown;
                };
                /**
                 * @description duplicate: it is read, and not written; another record of its stream is the entity’s
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
                url: string | null;
            }[];
            /** @description Of a tombstone: what it has become part of */
            mergedInto: string | null;
            /** @description True when there are more than are listed: /entities/{id}/relations has them all */
            moreRelations: boolean;
            /** @description Who brought the value of each field, where several could have: connection/stream, or hub */
            origins: {
                [key: string]: {
                    at: string;
                    by: string;
                    version: number;
                };
            };
            /** @description Where each field has its value from */
            provenance: {
                [key: string]: {
                    /** @description Who edited or decided it in the hub; null: it came from a remote */
                    actor: string | null;
                    at: unknown;
                    connectionId: number | null;
                    connectionName: string | null;
                    decision: string;
                    pageId: number | null;
                    processId: string | null;
                    remoteUpdatedAt: unknown | null;
                    stream: string | null;
                    version: number;
                };
            };
            relations: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanationInput"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            title: string | null;
            updatedAt: unknown;
            version: number;
        };
        EntityInput: {
            createdAt: unknown;
            deletedAt: unknown | null;
            fields: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            kind: string;
            title: string | null;
            updatedAt: unknown;
            version: number;
        };
        EntityPage: {
            items: components["schemas"]["Entity"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        EntityPageInput: {
            items: components["schemas"]["EntityInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        GroupActionOutcome: {
            done: number;
            dryRun: boolean;
            /** @description Of a dry run: which, at most `limit` */
            ids: number[];
            /** @description Items looked at; of a dry run: all that match */
            matched: number;
            /** @description Where to go on; null: that were all */
            nextAfter: number | null;
            refused: {
                id: number;
                reason: string;
            }[];
        };
        GroupActionOutcomeInput: {
            done: number;
            dryRun: boolean;
            /** @description Of a dry run: which, at most `limit` */
            ids: number[];
            /** @description Items looked at; of a dry run: all that match */
            matched: number;
            /** @description Where to go on; null: that were all */
            nextAfter: number | null;
            refused: {
                id: number;
                reason: string;
            }[];
        };
        Import: {
            counts: {
                entities: {
                    [key: string]: number;
                };
                rows: {
                    [key: string]: number;
                };
                undone: {
                    [key: string]: number;
                };
            };
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** @description What the last process has done to rows so far; of an undo, to records */
            done: {
                created: number;
                failed: number;
                unchanged: number;
                updated: number;
            } | null;
            /** Format: uuid */
            id: string;
            manifest: components["schemas"]["ImportManifest"];
            name: string;
            /** @description What has to be answered before it can be applied */
            openQuestions: string[];
            /** @description The process at work on it, or that was last */
            processId: string | null;
            processState: string | null;
            /** @description The profile that its meaning was taken from */
            profile: string | null;
            proposal: components["schemas"]["ImportProposal"];
            /** @description The proposal that waits for an approval before it is applied */
            proposalId: number | null;
            replayOf: string | null;
            /** @description Of the bytes that came, which are kept unchanged */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** @enum {string} */
            state: "proposed" | "applying" | "applied" | "undoing" | "undone";
        };
        ImportColumn: {
            /**
             * @description How its cells are read; first_name and last_name take their part of a whole name, range_from and range_to theirs of “5.000 - 10.000”, currency what stands with an amount
             * @enum {string}
             */
            as: "text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency";
            column: string;
            /** @description Null: a question that is still open */
            dateOrder?: ("ymd" | "dmy" | "mdy") | null;
            /** @description What parts decimals. Null: a question that is still open */
            decimal?: ("." | ",") | null;
            /** @description Country of telephone numbers without one: ISO 3166 */
            region?: string | null;
            /** @description Words of the file in any case, and what they are in the hub */
            values?: {
                [key: string]: string;
            };
            /**
             * @description What an empty cell says: nothing, or that the field is empty
             * @default keep
             * @enum {string}
             */
            whenEmpty: "keep" | "clear";
        };
        ImportColumnInput: {
            /**
             * @description How its cells are read; first_name and last_name take their part of a whole name, range_from and range_to theirs of “5.000 - 10.000”, currency what stands with an amount
             * @enum {string}
             */
            as: "text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency";
            column: string;
            /** @description Null: a question that is still open */
            dateOrder?: ("ymd" | "dmy" | "mdy") | null;
            /** @description What parts decimals. Null: a question that is still open */
            decimal?: ("." | ",") | null;
            /** @description Country of telephone numbers without one: ISO 3166 */
            region?: string | null;
            /** @description Words of the file in any case, and what they are in the hub */
            values?: {
                [key: string]: string;
            };
            /**
             * @description What an empty cell says: nothing, or that the field is empty
             * @default keep
             * @enum {string}
             */
            whenEmpty: "keep" | "clear";
        };
        ImportDryRun: {
            entities: {
                created: number;
                /** @description Were there already, and were recognised */
                linked: number;
                unchanged: number;
                updated: number;
            };
            failedRows: number;
            /** @description False: these are the first rows */
            isWhole: boolean;
            problems: {
                code: string;
                /** @description Null: of the row as a whole */
                column: string | null;
                message: string;
                /** @description Where it stands in the file, from 1 */
                row: number;
                /**
                 * @description error: the row waits for a person; warning: it is applied
                 * @enum {string}
                 */
                severity: "error" | "warning";
            }[];
            records: {
                /** @enum {string} */
                action: "created" | "revived" | "updated" | "unchanged";
                changes: {
                    [key: string]: {
                        from: unknown;
                        to: unknown;
                    };
                };
                /** Format: uuid */
                entityId: string;
                kind: string;
                recognisedBy: string | null;
                row: number;
            }[];
            rows: number;
            warnings: number;
        };
        ImportDryRunInput: {
            entities: {
                created: number;
                /** @description Were there already, and were recognised */
                linked: number;
                unchanged: number;
                updated: number;
            };
            failedRows: number;
            /** @description False: these are the first rows */
            isWhole: boolean;
            problems: {
                code: string;
                /** @description Null: of the row as a whole */
                column: string | null;
                message: string;
                /** @description Where it stands in the file, from 1 */
                row: number;
                /**
                 * @description error: the row waits for a person; warning: it is applied
                 * @enum {string}
                 */
                severity: "error" | "warning";
            }[];
            records: {
                /** @enum {string} */
                action: "created" | "revived" | "updated" | "unchanged";
                changes: {
                    [key: string]: {
                        from: unknown;
                        to: unknown;
                    };
                };
                /** Format: uuid */
                entityId: string;
                kind: string;
                recognisedBy: string | null;
                row: number;
            }[];
            rows: number;
            warnings: number;
        };
        ImportedRecord: {
            /** @enum {string} */
            action: "created" | "revived" | "updated" | "unchanged";
            /** Format: uuid */
            entityId: string;
            kind: string;
            /** @description What people call it, as it stands now */
            name: string | null;
            /** @description The first row that spoke of it */
            row: number;
            /** @description What became of it when the import was taken back */
            undone: ("restored" | "kept") | null;
        };
        ImportedRecordInput: {
            /** @enum {string} */
            action: "created" | "revived" | "updated" | "unchanged";
            /** Format: uuid */
            entityId: string;
            kind: string;
            /** @description What people call it, as it stands now */
            name: string | null;
            /** @description The first row that spoke of it */
            row: number;
            /** @description What became of it when the import was taken back */
            undone: ("restored" | "kept") | null;
        };
        ImportedRecordPage: {
            items: components["schemas"]["ImportedRecord"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportedRecordPageInput: {
            items: components["schemas"]["ImportedRecordInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportFields: {
            items: {
                /**
                 * @description How its cells are read
                 * @enum {string}
                 */
                as: "text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency";
                field: string;
                /** @enum {string} */
                kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            }[];
        };
        ImportFieldsInput: {
            items: {
                /**
                 * @description How its cells are read
                 * @enum {string}
                 */
                as: "text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency";
                field: string;
                /** @enum {string} */
                kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            }[];
        };
        ImportInput: {
            counts: {
                entities: {
                    [key: string]: number;
                };
                rows: {
                    [key: string]: number;
                };
                undone: {
                    [key: string]: number;
                };
            };
            createdAt: unknown;
            createdBy: string;
            /** @description What the last process has done to rows so far; of an undo, to records */
            done: {
                created: number;
                failed: number;
                unchanged: number;
                updated: number;
            } | null;
            /** Format: uuid */
            id: string;
            manifest: components["schemas"]["ImportManifestInput"];
            name: string;
            /** @description What has to be answered before it can be applied */
            openQuestions: string[];
            /** @description The process at work on it, or that was last */
            processId: string | null;
            processState: string | null;
            /** @description The profile that its meaning was taken from */
            profile: string | null;
            proposal: components["schemas"]["ImportProposalInput"];
            /** @description The proposal that waits for an approval before it is applied */
            proposalId: number | null;
            replayOf: string | null;
            /** @description Of the bytes that came, which are kept unchanged */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** @enum {string} */
            state: "proposed" | "applying" | "applied" | "undoing" | "undone";
        };
        ImportLayout: {
            /** @description Names of the columns as they are, the second of two made its own: email, email (2) */
            columns: string[];
            /**
             * @description Between the cells of csv
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /**
             * @description Of text; others do not need it
             * @default utf-8
             * @enum {string}
             */
            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "iso-8859-2";
            /** @enum {string} */
            format: "csv" | "tsv" | "json" | "ndjson" | "xlsx";
            /**
             * @description The row that names the columns, from 1; 0: none does, they are called column 1, column 2
             * @default 1
             */
            headerRow: number;
            /** @description The sheet of an xlsx; the first one when absent */
            sheet?: string;
        };
        ImportLayoutInput: {
            /** @description Names of the columns as they are, the second of two made its own: email, email (2) */
            columns: string[];
            /**
             * @description Between the cells of csv
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t" | "|";
            /**
             * @description Of text; others do not need it
             * @default utf-8
             * @enum {string}
             */
            encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "iso-8859-2";
            /** @enum {string} */
            format: "csv" | "tsv" | "json" | "ndjson" | "xlsx";
            /**
             * @description The row that names the columns, from 1; 0: none does, they are called column 1, column 2
             * @default 1
             */
            headerRow: number;
            /** @description The sheet of an xlsx; the first one when absent */
            sheet?: string;
        };
        ImportManifest: {
            layout: components["schemas"]["ImportLayout"];
            records: components["schemas"]["ImportRecord"][];
            /** @constant */
            version: 1;
        };
        ImportManifestInput: {
            layout: components["schemas"]["ImportLayoutInput"];
            records: components["schemas"]["ImportRecordInput"][];
            /** @constant */
            version: 1;
        };
        ImportPage: {
            items: components["schemas"]["ImportSummary"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportPageInput: {
            items: components["schemas"]["ImportSummaryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportPreview: {
            rows: {
                problems: {
                    code: string;
                    /** @description Null: of the row as a whole */
                    column: string | null;
                    message: string;
                    /** @description Where it stands in the file, from 1 */
                    row: number;
                    /**
                     * @description error: the row waits for a person; warning: it is applied
                     * @enum {string}
                     */
                    severity: "error" | "warning";
                }[];
                records: {
                    fields: {
                        [key: string]: unknown;
                    };
                    key: string;
                    kind: string;
                    links: {
                        [key: string]: string;
                    };
                }[];
                row: number;
            }[];
        };
        ImportPreviewInput: {
            rows: {
                problems: {
                    code: string;
                    /** @description Null: of the row as a whole */
                    column: string | null;
                    message: string;
                    /** @description Where it stands in the file, from 1 */
                    row: number;
                    /**
                     * @description error: the row waits for a person; warning: it is applied
                     * @enum {string}
                     */
                    severity: "error" | "warning";
                }[];
                records: {
                    fields: {
                        [key: string]: unknown;
                    };
                    key: string;
                    kind: string;
                    links: {
                        [key: string]: string;
                    };
                }[];
                row: number;
            }[];
        };
        ImportProblemRows: {
            items: {
                cells: {
                    [key: string]: unknown;
                } | null;
                problems: {
                    code: string;
                    /** @description Null: of the row as a whole */
                    column: string | null;
                    message: string;
                    /** @description Where it stands in the file, from 1 */
                    row: number;
                    /**
                     * @description error: the row waits for a person; warning: it is applied
                     * @enum {string}
                     */
                    severity: "error" | "warning";
                }[];
                row: number;
                /** @enum {string} */
                state: "staged" | "applied" | "unchanged" | "failed" | "corrected";
            }[];
        };
        ImportProblemRowsInput: {
            items: {
                cells: {
                    [key: string]: unknown;
                } | null;
                problems: {
                    code: string;
                    /** @description Null: of the row as a whole */
                    column: string | null;
                    message: string;
                    /** @description Where it stands in the file, from 1 */
                    row: number;
                    /**
                     * @description error: the row waits for a person; warning: it is applied
                     * @enum {string}
                     */
                    severity: "error" | "warning";
                }[];
                row: number;
                /** @enum {string} */
                state: "staged" | "applied" | "unchanged" | "failed" | "corrected";
            }[];
        };
        ImportProfile: {
            /** @description The columns of the file that it was made for */
            columns: string[];
            /** @description Of the names of columns that it is found by */
            fingerprint: string;
            id: number;
            /** @description What its rows speak of */
            kinds: string[];
            manifest: components["schemas"]["ImportManifest"];
            name: string;
            /** Format: date-time */
            savedAt: string;
            savedBy: string;
        };
        ImportProfileInput: {
            /** @description The columns of the file that it was made for */
            columns: string[];
            /** @description Of the names of columns that it is found by */
            fingerprint: string;
            id: number;
            /** @description What its rows speak of */
            kinds: string[];
            manifest: components["schemas"]["ImportManifestInput"];
            name: string;
            savedAt: unknown;
            savedBy: string;
        };
        ImportProfilePage: {
            items: components["schemas"]["ImportProfileSummary"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportProfilePageInput: {
            items: components["schemas"]["ImportProfileSummaryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ImportProfileSummary: {
            /** @description The columns of the file that it was made for */
            columns: string[];
            /** @description Of the names of columns that it is found by */
            fingerprint: string;
            id: number;
            /** @description What its rows speak of */
            kinds: string[];
            name: string;
            /** Format: date-time */
            savedAt: string;
            savedBy: string;
        };
        ImportProfileSummaryInput: {
            /** @description The columns of the file that it was made for */
            columns: string[];
            /** @description Of the names of columns that it is found by */
            fingerprint: string;
            id: number;
            /** @description What its rows speak of */
            kinds: string[];
            name: string;
            savedAt: unknown;
            savedBy: string;
        };
        ImportProposal: {
            columns: {
                as: ("text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency") | null;
                /** @description Which proposer says so */
                by: string;
                column: string;
                confidence: number;
                field: string | null;
                /** @description Null: it is left out */
                kind: ("account" | "contact" | "deal" | "inventory_item" | "interest") | null;
                reason: string;
                samples: string[];
            }[];
            /**
             * @description Columns that count the rows: 1, 2, 3
             * @default []
             */
            counting: string[];
            /** @description All that columns are taken for, also of kinds that wait for an answer */
            fields: {
                column: components["schemas"]["ImportColumn"];
                field: string;
                /** @enum {string} */
                kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            }[];
            findings: {
                about: string;
                confidence: number;
                is: string;
                reason: string;
            }[];
            manifest: components["schemas"]["ImportManifest"];
            questions: {
                answer: string | null;
                choices: {
                    changes: {
                        /** @description Null: the field is left out */
                        column: components["schemas"]["ImportColumn"] | null;
                        field: string;
                        /** @enum {string} */
                        kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
                    }[];
                    label: string;
                    value: string;
                }[];
                columns: string[];
                id: string;
                text: string;
            }[];
            rowsLookedAt: number;
            /** @description Of a workbook: the sheets that hold something */
            sheets: string[];
            warnings: string[];
        };
        ImportProposalInput: {
            columns: {
                as: ("text" | "email" | "phone" | "domain" | "date" | "datetime" | "number" | "boolean" | "first_name" | "last_name" | "range_from" | "range_to" | "currency") | null;
                /** @description Which proposer says so */
                by: string;
                column: string;
                confidence: number;
                field: string | null;
                /** @description Null: it is left out */
                kind: ("account" | "contact" | "deal" | "inventory_item" | "interest") | null;
                reason: string;
                samples: string[];
            }[];
            /**
             * @description Columns that count the rows: 1, 2, 3
             * @default []
             */
            counting: string[];
            /** @description All that columns are taken for, also of kinds that wait for an answer */
            fields: {
                column: components["schemas"]["ImportColumnInput"];
                field: string;
                /** @enum {string} */
                kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            }[];
            findings: {
                about: string;
                confidence: number;
                is: string;
                reason: string;
            }[];
            manifest: components["schemas"]["ImportManifestInput"];
            questions: {
                answer: string | null;
                choices: {
                    changes: {
                        /** @description Null: the field is left out */
                        column: components["schemas"]["ImportColumnInput"] | null;
                        field: string;
                        /** @enum {string} */
                        kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
                    }[];
                    label: string;
                    value: string;
                }[];
                columns: string[];
                id: string;
                text: string;
            }[];
            rowsLookedAt: number;
            /** @description Of a workbook: the sheets that hold something */
            sheets: string[];
            warnings: string[];
        };
        ImportRecord: {
            fields: {
                [key: string]: components["schemas"]["ImportColumn"];
            };
            /**
             * @description Columns that together name a record, such as an id; else it is recognised by its fields
             * @default []
             */
            key: string[];
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            /**
             * @description Fields that name another record of the same row: account: account
             * @default {}
             */
            links: {
                [key: string]: "account" | "contact" | "deal" | "inventory_item" | "interest";
            };
        };
        ImportRecordInput: {
            fields: {
                [key: string]: components["schemas"]["ImportColumnInput"];
            };
            /**
             * @description Columns that together name a record, such as an id; else it is recognised by its fields
             * @default []
             */
            key: string[];
            /** @enum {string} */
            kind: "account" | "contact" | "deal" | "inventory_item" | "interest";
            /**
             * @description Fields that name another record of the same row: account: account
             * @default {}
             */
            links: {
                [key: string]: "account" | "contact" | "deal" | "inventory_item" | "interest";
            };
        };
        ImportSummary: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** @description What the last process has done to rows so far; of an undo, to records */
            done: {
                created: number;
                failed: number;
                unchanged: number;
                updated: number;
            } | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description The process at work on it, or that was last */
            processId: string | null;
            processState: string | null;
            /** @description The profile that its meaning was taken from */
            profile: string | null;
            /** @description The proposal that waits for an approval before it is applied */
            proposalId: number | null;
            replayOf: string | null;
            /** @description Of the bytes that came, which are kept unchanged */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** @enum {string} */
            state: "proposed" | "applying" | "applied" | "undoing" | "undone";
        };
        ImportSummaryInput: {
            createdAt: unknown;
            createdBy: string;
            /** @description What the last process has done to rows so far; of an undo, to records */
            done: {
                created: number;
                failed: number;
                unchanged: number;
                updated: number;
            } | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description The process at work on it, or that was last */
            processId: string | null;
            processState: string | null;
            /** @description The profile that its meaning was taken from */
            profile: string | null;
            /** @description The proposal that waits for an approval before it is applied */
            proposalId: number | null;
            replayOf: string | null;
            /** @description Of the bytes that came, which are kept unchanged */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** @enum {string} */
            state: "proposed" | "applying" | "applied" | "undoing" | "undone";
        };
        Insight: {
            closedAt: string | null;
            dismissedAt: string | null;
            dismissedBy: string | null;
            /** Format: uuid */
            entityId: string;
            entityKind: string | null;
            entityTitle: string | null;
            /** @description By column of the rule: what it says so by */
            evidence: {
                [key: string]: unknown;
            };
            id: number;
            /** Format: date-time */
            openedAt: string;
            /** @description What the rule has proposed about it last */
            proposalId: number | null;
            proposalState: string | null;
            rule: string;
            /**
             * Format: date-time
             * @description When the rule saw it last
             */
            seenAt: string;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /**
             * @description dismissed: somebody said that nothing is to be done; closed: what it said holds no longer
             * @enum {string}
             */
            state: "open" | "dismissed" | "closed";
            summary: string;
            timesOpened: number;
            why: string | null;
        };
        InsightInput: {
            closedAt: unknown | null;
            dismissedAt: unknown | null;
            dismissedBy: string | null;
            /** Format: uuid */
            entityId: string;
            entityKind: string | null;
            entityTitle: string | null;
            /** @description By column of the rule: what it says so by */
            evidence: {
                [key: string]: unknown;
            };
            id: number;
            openedAt: unknown;
            /** @description What the rule has proposed about it last */
            proposalId: number | null;
            proposalState: string | null;
            rule: string;
            /** @description When the rule saw it last */
            seenAt: unknown;
            /** @enum {string} */
            severity: "info" | "warning" | "critical";
            /**
             * @description dismissed: somebody said that nothing is to be done; closed: what it said holds no longer
             * @enum {string}
             */
            state: "open" | "dismissed" | "closed";
            summary: string;
            timesOpened: number;
            why: string | null;
        };
        InsightPage: {
            items: components["schemas"]["Insight"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        InsightPageInput: {
            items: components["schemas"]["InsightInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        InsightRules: {
            items: {
                description: string | null;
                enabled: boolean;
                /** @description Why its last run failed, or what of its settings can not be done */
                error: string | null;
                everyMinutes: number;
                evidence: string[];
                file: string;
                /** @description By its last run that went well */
                found: number | null;
                id: string;
                line: number;
                /** @description How many of its findings are open */
                open: number;
                params: {
                    [key: string]: number | boolean | string;
                };
                /** @description The fields that it proposes values for */
                proposes: string[];
                ranAt: string | null;
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                sql: string;
                title: string;
                tookMs: number | null;
            }[];
            /** @description Rules that are left out, and why */
            problems: {
                file: string;
                fix: string;
                line: number;
                message: string;
                rule: string | null;
            }[];
        };
        InsightRulesInput: {
            items: {
                description: string | null;
                enabled: boolean;
                /** @description Why its last run failed, or what of its settings can not be done */
                error: string | null;
                everyMinutes: number;
                evidence: string[];
                file: string;
                /** @description By its last run that went well */
                found: number | null;
                id: string;
                line: number;
                /** @description How many of its findings are open */
                open: number;
                params: {
                    [key: string]: number | boolean | string;
                };
                /** @description The fields that it proposes values for */
                proposes: string[];
                ranAt: unknown | null;
                /** @enum {string} */
                severity: "info" | "warning" | "critical";
                sql: string;
                title: string;
                tookMs: number | null;
            }[];
            /** @description Rules that are left out, and why */
            problems: {
                file: string;
                fix: string;
                line: number;
                message: string;
                rule: string | null;
            }[];
        };
        InsightsDue: {
            /** @description What is run at the next look of a scheduler, within seconds */
            rules: string[];
        };
        InsightsDueInput: {
            /** @description What is run at the next look of a scheduler, within seconds */
            rules: string[];
        };
        InterestExplanation: {
            /**
             * @description interest: it was stated; said: derived from a call, text, mail or note
             * @enum {string}
             */
            by: "interest" | "said";
            /** @description What the score is made of; what did not fit has 0 */
            parts: {
                [key: string]: number;
            };
            saidAt: string | null;
            saidIn: string | null;
            /** @description In words */
            says: string;
            /** @description What was said; null: it was stated */
            sentence: string | null;
            /**
             * Format: uuid
             * @description The interest, or the activity
             */
            sourceId: string;
        };
        InterestExplanationInput: {
            /**
             * @description interest: it was stated; said: derived from a call, text, mail or note
             * @enum {string}
             */
            by: "interest" | "said";
            /** @description What the score is made of; what did not fit has 0 */
            parts: {
                [key: string]: number;
            };
            saidAt: string | null;
            saidIn: string | null;
            /** @description In words */
            says: string;
            /** @description What was said; null: it was stated */
            sentence: string | null;
            /**
             * Format: uuid
             * @description The interest, or the activity
             */
            sourceId: string;
        };
        Merge: {
            /** @description `identity`: it was likely enough that nobody was asked */
            actor: string;
            /** Format: date-time */
            at: string;
            /** @description By field, whose value stays, and why */
            choices: {
                [key: string]: {
                    /** @enum {string} */
                    from: "survivor" | "loser";
                    /** @description What was not taken */
                    other: unknown;
                    /**
                     * @description Why: both are the same, there is only one, both of two lists, the policy, the newer, neither, a person
                     * @enum {string}
                     */
                    rule: "same" | "only_one" | "both" | "policy" | "newest" | "survivor" | "person";
                    /** @description Any JSON value */
                    value: unknown;
                };
            };
            duplicateId: number | null;
            id: number;
            /** @description Whether records that are kept in step were written what it came to */
            isAnnounced: boolean;
            kind: string;
            /** Format: uuid */
            loserId: string;
            records: {
                connectionId: number;
                externalId: string;
                /**
                 * @description duplicate: it rests, since the survivor has another record of its stream
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
            }[];
            /** Format: uuid */
            survivorId: string;
            undoneAt: string | null;
            undoneBy: string | null;
            undoneWhy: string | null;
            why: string | null;
        };
        MergeInput: {
            /** @description `identity`: it was likely enough that nobody was asked */
            actor: string;
            at: unknown;
            /** @description By field, whose value stays, and why */
            choices: {
                [key: string]: {
                    /** @enum {string} */
                    from: "survivor" | "loser";
                    /** @description What was not taken */
                    other: unknown;
                    /**
                     * @description Why: both are the same, there is only one, both of two lists, the policy, the newer, neither, a person
                     * @enum {string}
                     */
                    rule: "same" | "only_one" | "both" | "policy" | "newest" | "survivor" | "person";
                    /** @description Any JSON value */
                    value: unknown;
                };
            };
            duplicateId: number | null;
            id: number;
            /** @description Whether records that are kept in step were written what it came to */
            isAnnounced: boolean;
            kind: string;
            /** Format: uuid */
            loserId: string;
            records: {
                connectionId: number;
                externalId: string;
                /**
                 * @description duplicate: it rests, since the survivor has another record of its stream
                 * @enum {string}
                 */
                state: "linked" | "gone" | "duplicate";
                stream: string;
            }[];
            /** Format: uuid */
            survivorId: string;
            undoneAt: unknown | null;
            undoneBy: string | null;
            undoneWhy: string | null;
            why: string | null;
        };
        MergePage: {
            items: components["schemas"]["Merge"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        MergePageInput: {
            items: components["schemas"]["MergeInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        OAuthAuthorisation: {
            /** @description The vendor's page, for a person to open */
            authorizationUrl: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description What the application must have registered at the vendor */
            redirectUri: string;
        };
        OAuthAuthorisationInput: {
            /** @description The vendor's page, for a person to open */
            authorizationUrl: string;
            expiresAt: unknown;
            /** @description What the application must have registered at the vendor */
            redirectUri: string;
        };
        OAuthOwnToken: {
            /** @description Of the first token; it is renewed by itself */
            expiresAt: string | null;
        };
        OAuthOwnTokenInput: {
            /** @description Of the first token; it is renewed by itself */
            expiresAt: unknown | null;
        };
        PartedPerson: {
            /** @constant */
            decision: "apart";
            /** Format: uuid */
            entity_id: string;
            /**
             * Format: uuid
             * @description The entity of the one who is somebody else
             */
            other_id: string;
        };
        PartedPersonInput: {
            /** @constant */
            decision: "apart";
            /** Format: uuid */
            entity_id: string;
            /**
             * Format: uuid
             * @description The entity of the one who is somebody else
             */
            other_id: string;
        };
        Person: {
            /** @description What a line of `people` calls them at this connection */
            called_as: string;
            connection_id: number;
            connection_name: string;
            email: string | null;
            /** Format: uuid */
            entity_id: string;
            external_id: string;
            /** @description connection/stream of the sides where they are linked */
            linked_at: string[];
            login: string | null;
            /** @description connection/stream of the sides where nobody is known to be them */
            missing_at: string[];
            name: string | null;
            stream: string;
            /** @description At most three a missing side, best first; none of it is acted on */
            suggestions: components["schemas"]["PersonSuggestion"][];
            url: string | null;
        };
        PersonInput: {
            /** @description What a line of `people` calls them at this connection */
            called_as: string;
            connection_id: number;
            connection_name: string;
            email: string | null;
            /** Format: uuid */
            entity_id: string;
            external_id: string;
            /** @description connection/stream of the sides where they are linked */
            linked_at: string[];
            login: string | null;
            /** @description connection/stream of the sides where nobody is known to be them */
            missing_at: string[];
            name: string | null;
            stream: string;
            /** @description At most three a missing side, best first; none of it is acted on */
            suggestions: components["schemas"]["PersonSuggestionInput"][];
            url: string | null;
        };
        PersonPage: {
            items: components["schemas"]["Person"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        PersonPageInput: {
            items: components["schemas"]["PersonInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        PersonSuggestion: {
            /** @description What a line of `people` calls them at this connection */
            called_as: string;
            connection_id: number;
            connection_name: string;
            email: string | null;
            /** Format: uuid */
            entity_id: string;
            external_id: string;
            login: string | null;
            name: string | null;
            score: number;
            stream: string;
            /** @enum {string} */
            why: "same_email" | "same_login" | "same_name" | "similar_name";
        };
        PersonSuggestionInput: {
            /** @description What a line of `people` calls them at this connection */
            called_as: string;
            connection_id: number;
            connection_name: string;
            email: string | null;
            /** Format: uuid */
            entity_id: string;
            external_id: string;
            login: string | null;
            name: string | null;
            score: number;
            stream: string;
            /** @enum {string} */
            why: "same_email" | "same_login" | "same_name" | "similar_name";
        };
        PresetList: {
            items: {
                /** @description What it calls the connections that it joins */
                connections: string[];
                name: string;
                /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
                settings: {
                    [key: string]: unknown;
                };
                /** @description What it keeps in step */
                title: string;
                two_way_create: boolean;
            }[];
        };
        PresetListInput: {
            items: {
                /** @description What it calls the connections that it joins */
                connections: string[];
                name: string;
                /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
                settings: {
                    [key: string]: unknown;
                };
                /** @description What it keeps in step */
                title: string;
                two_way_create: boolean;
            }[];
        };
        Problem: {
            /** @description The last part of `type`, to be switched on */
            code: string;
            detail?: string;
            /** @description What is wrong with which field of the request */
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description Id of the request, to find it in the log */
            instance?: string;
            /** @description The state that the resource is in, where that is the reason */
            state?: string;
            status: number;
            title: string;
            /** @description A stable address of this kind of problem */
            type: string;
            /** @description The version that stands, where another one was expected */
            version?: number;
        };
        ProblemInput: {
            /** @description The last part of `type`, to be switched on */
            code: string;
            detail?: string;
            /** @description What is wrong with which field of the request */
            errors?: {
                field: string;
                message: string;
            }[];
            /** @description Id of the request, to find it in the log */
            instance?: string;
            /** @description The state that the resource is in, where that is the reason */
            state?: string;
            status: number;
            title: string;
            /** @description A stable address of this kind of problem */
            type: string;
            /** @description The version that stands, where another one was expected */
            version?: number;
        };
        Process: {
            connectionId: number;
            connectionName: string;
            connector: string;
            /** @description Exact; of a parent, the sums over its children */
            counters: {
                pagesExpected: number;
                pagesFailed: number;
                pagesFetched: number;
                pagesMerged: number;
                recordsConflicted: number;
                recordsCreated: number;
                recordsExpected: number | null;
                recordsFailed: number;
                recordsFetched: number;
                recordsIgnored: number;
                recordsNormalised: number;
                recordsStale: number;
                recordsUnchanged: number;
                recordsUpdated: number;
                recordsWrittenBack: number;
            };
            /** Format: date-time */
            createdAt: string;
            elapsedMs: number | null;
            error: string | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "backfill" | "incremental" | "import";
            parentId: string | null;
            progress: {
                /** @description Records done, of the streams whose size is known */
                done: number;
                /** @description Milliseconds left at that rate; null means unknown */
                etaMs: number | null;
                /** @description Null until all streams that can be counted are */
                expected: number | null;
                /** @description Records a second of late; null when it can not be said */
                rate: number | null;
                share: number | null;
                /** @description Streams under way whose size the vendor does not tell; not in the figures above */
                uncountedStreams: string[];
            };
            startedAt: string | null;
            /** @enum {string} */
            state: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
            stream: string | null;
            /**
             * @description What the process and its children are doing as a whole
             * @enum {string}
             */
            treeState: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
        };
        ProcessInput: {
            connectionId: number;
            connectionName: string;
            connector: string;
            /** @description Exact; of a parent, the sums over its children */
            counters: {
                pagesExpected: number;
                pagesFailed: number;
                pagesFetched: number;
                pagesMerged: number;
                recordsConflicted: number;
                recordsCreated: number;
                recordsExpected: number | null;
                recordsFailed: number;
                recordsFetched: number;
                recordsIgnored: number;
                recordsNormalised: number;
                recordsStale: number;
                recordsUnchanged: number;
                recordsUpdated: number;
                recordsWrittenBack: number;
            };
            createdAt: unknown;
            elapsedMs: number | null;
            error: string | null;
            finishedAt: unknown | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "backfill" | "incremental" | "import";
            parentId: string | null;
            progress: {
                /** @description Records done, of the streams whose size is known */
                done: number;
                /** @description Milliseconds left at that rate; null means unknown */
                etaMs: number | null;
                /** @description Null until all streams that can be counted are */
                expected: number | null;
                /** @description Records a second of late; null when it can not be said */
                rate: number | null;
                share: number | null;
                /** @description Streams under way whose size the vendor does not tell; not in the figures above */
                uncountedStreams: string[];
            };
            startedAt: unknown | null;
            /** @enum {string} */
            state: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
            stream: string | null;
            /**
             * @description What the process and its children are doing as a whole
             * @enum {string}
             */
            treeState: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
        };
        ProcessPage: {
            items: components["schemas"]["Process"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProcessPageInput: {
            items: components["schemas"]["ProcessInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProcessPageRead: {
            /** @description Tries that failed */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** @description Why the last of them did */
            error: string | null;
            errorClass: string | null;
            /** @description The record, of a page that reads one */
            externalId: string | null;
            fetchedAt: string | null;
            finishedAt: string | null;
            id: number;
            /** @description What moves it on; null: nothing any more */
            job: {
                /** @description In Bull Board */
                href: string;
                id: string;
                queue: string;
            } | null;
            /** @enum {string} */
            kind: "probe" | "list" | "verify" | "single";
            nextAttemptAt: string | null;
            /** Format: uuid */
            processId: string;
            /** @description Merged, whatever came of them; null: not yet */
            records: number | null;
            scope: string;
            state: string;
            stream: string;
        };
        ProcessPageReadInput: {
            /** @description Tries that failed */
            attempts: number;
            createdAt: unknown;
            /** @description Why the last of them did */
            error: string | null;
            errorClass: string | null;
            /** @description The record, of a page that reads one */
            externalId: string | null;
            fetchedAt: unknown | null;
            finishedAt: unknown | null;
            id: number;
            /** @description What moves it on; null: nothing any more */
            job: {
                /** @description In Bull Board */
                href: string;
                id: string;
                queue: string;
            } | null;
            /** @enum {string} */
            kind: "probe" | "list" | "verify" | "single";
            nextAttemptAt: unknown | null;
            /** Format: uuid */
            processId: string;
            /** @description Merged, whatever came of them; null: not yet */
            records: number | null;
            scope: string;
            state: string;
            stream: string;
        };
        ProcessPageReads: {
            items: components["schemas"]["ProcessPageRead"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProcessPageReadsInput: {
            items: components["schemas"]["ProcessPageReadInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProcessTree: {
            children: components["schemas"]["Process"][];
            connectionId: number;
            connectionName: string;
            connector: string;
            /** @description Exact; of a parent, the sums over its children */
            counters: {
                pagesExpected: number;
                pagesFailed: number;
                pagesFetched: number;
                pagesMerged: number;
                recordsConflicted: number;
                recordsCreated: number;
                recordsExpected: number | null;
                recordsFailed: number;
                recordsFetched: number;
                recordsIgnored: number;
                recordsNormalised: number;
                recordsStale: number;
                recordsUnchanged: number;
                recordsUpdated: number;
                recordsWrittenBack: number;
            };
            /** Format: date-time */
            createdAt: string;
            elapsedMs: number | null;
            error: string | null;
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "backfill" | "incremental" | "import";
            parentId: string | null;
            progress: {
                /** @description Records done, of the streams whose size is known */
                done: number;
                /** @description Milliseconds left at that rate; null means unknown */
                etaMs: number | null;
                /** @description Null until all streams that can be counted are */
                expected: number | null;
                /** @description Records a second of late; null when it can not be said */
                rate: number | null;
                share: number | null;
                /** @description Streams under way whose size the vendor does not tell; not in the figures above */
                uncountedStreams: string[];
            };
            startedAt: string | null;
            /** @enum {string} */
            state: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
            stream: string | null;
            /**
             * @description What the process and its children are doing as a whole
             * @enum {string}
             */
            treeState: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
        };
        ProcessTreeInput: {
            children: components["schemas"]["ProcessInput"][];
            connectionId: number;
            connectionName: string;
            connector: string;
            /** @description Exact; of a parent, the sums over its children */
            counters: {
                pagesExpected: number;
                pagesFailed: number;
                pagesFetched: number;
                pagesMerged: number;
                recordsConflicted: number;
                recordsCreated: number;
                recordsExpected: number | null;
                recordsFailed: number;
                recordsFetched: number;
                recordsIgnored: number;
                recordsNormalised: number;
                recordsStale: number;
                recordsUnchanged: number;
                recordsUpdated: number;
                recordsWrittenBack: number;
            };
            createdAt: unknown;
            elapsedMs: number | null;
            error: string | null;
            finishedAt: unknown | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "backfill" | "incremental" | "import";
            parentId: string | null;
            progress: {
                /** @description Records done, of the streams whose size is known */
                done: number;
                /** @description Milliseconds left at that rate; null means unknown */
                etaMs: number | null;
                /** @description Null until all streams that can be counted are */
                expected: number | null;
                /** @description Records a second of late; null when it can not be said */
                rate: number | null;
                share: number | null;
                /** @description Streams under way whose size the vendor does not tell; not in the figures above */
                uncountedStreams: string[];
            };
            startedAt: unknown | null;
            /** @enum {string} */
            state: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
            stream: string | null;
            /**
             * @description What the process and its children are doing as a whole
             * @enum {string}
             */
            treeState: "created" | "initializing" | "counting" | "queuing_pages" | "processing" | "completing" | "completed" | "completed_with_errors" | "failed" | "paused" | "cancelled";
        };
        Proposal: {
            /** @description How many have, of the version as it stands */
            approvals: number;
            connectionId: number | null;
            connectionName: string | null;
            /** Format: date-time */
            createdAt: string;
            diff: {
                /** @description Any JSON value */
                after: unknown;
                /** @description Any JSON value */
                before: unknown;
                field: string;
            }[];
            /** @description Of all that is approved; to be sent with the decision */
            digest: string;
            endedAt: string | null;
            entityId: string | null;
            entityKind: string | null;
            evidence: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            expiresAt: string;
            externalId: string | null;
            id: number;
            /** @enum {string} */
            kind: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
            /** @description How many have to approve */
            needed: number;
            policy: string;
            /** @description Who made the changes: they can not decide */
            proposers: string[];
            reason: string | null;
            /** @description Why you can not decide about it; null: you can, while it waits */
            refusal: string | null;
            /** @enum {string} */
            role: "approver" | "admin";
            /** @enum {string} */
            state: "waiting" | "approved" | "rejected" | "expired" | "superseded" | "done" | "failed";
            stream: string | null;
            subject: {
                [key: string]: unknown;
            };
            supersededBy: number | null;
            supersedes: number | null;
            title: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Raised when what is proposed changes: decisions about an older one do not count */
            version: number;
            writebackId: number | null;
        };
        ProposalBatch: {
            /** @description How many wait; a thousand at the most are one batch */
            count: number;
            /** @description Of all of them, as they are now */
            digest: string;
            sample: components["schemas"]["Proposal"][];
        };
        ProposalBatchInput: {
            /** @description How many wait; a thousand at the most are one batch */
            count: number;
            /** @description Of all of them, as they are now */
            digest: string;
            sample: components["schemas"]["ProposalInput"][];
        };
        ProposalDecided: {
            /** @description How many more have to approve */
            missing: number;
            /** @enum {string} */
            outcome: "approved" | "rejected" | "counted";
            proposal: components["schemas"]["ProposalDetail"];
        };
        ProposalDecidedInput: {
            /** @description How many more have to approve */
            missing: number;
            /** @enum {string} */
            outcome: "approved" | "rejected" | "counted";
            proposal: components["schemas"]["ProposalDetailInput"];
        };
        ProposalDetail: {
            /** @description How many have, of the version as it stands */
            approvals: number;
            connectionId: number | null;
            connectionName: string | null;
            /** Format: date-time */
            createdAt: string;
            decisions: {
                actor: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                verdict: "approve" | "reject";
                version: number;
                words: string | null;
            }[];
            diff: {
                /** @description Any JSON value */
                after: unknown;
                /** @description Any JSON value */
                before: unknown;
                field: string;
            }[];
            /** @description Of all that is approved; to be sent with the decision */
            digest: string;
            endedAt: string | null;
            entityId: string | null;
            entityKind: string | null;
            evidence: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            expiresAt: string;
            externalId: string | null;
            id: number;
            /** @enum {string} */
            kind: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
            /** @description How many have to approve */
            needed: number;
            policy: string;
            /** @description Who made the changes: they can not decide */
            proposers: string[];
            reason: string | null;
            /** @description Why you can not decide about it; null: you can, while it waits */
            refusal: string | null;
            /** @enum {string} */
            role: "approver" | "admin";
            /** @enum {string} */
            state: "waiting" | "approved" | "rejected" | "expired" | "superseded" | "done" | "failed";
            stream: string | null;
            subject: {
                [key: string]: unknown;
            };
            supersededBy: number | null;
            supersedes: number | null;
            title: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Raised when what is proposed changes: decisions about an older one do not count */
            version: number;
            writebackId: number | null;
        };
        ProposalDetailInput: {
            /** @description How many have, of the version as it stands */
            approvals: number;
            connectionId: number | null;
            connectionName: string | null;
            createdAt: unknown;
            decisions: {
                actor: string;
                at: unknown;
                /** @enum {string} */
                verdict: "approve" | "reject";
                version: number;
                words: string | null;
            }[];
            diff: {
                /** @description Any JSON value */
                after: unknown;
                /** @description Any JSON value */
                before: unknown;
                field: string;
            }[];
            /** @description Of all that is approved; to be sent with the decision */
            digest: string;
            endedAt: unknown | null;
            entityId: string | null;
            entityKind: string | null;
            evidence: {
                [key: string]: unknown;
            };
            expiresAt: unknown;
            externalId: string | null;
            id: number;
            /** @enum {string} */
            kind: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
            /** @description How many have to approve */
            needed: number;
            policy: string;
            /** @description Who made the changes: they can not decide */
            proposers: string[];
            reason: string | null;
            /** @description Why you can not decide about it; null: you can, while it waits */
            refusal: string | null;
            /** @enum {string} */
            role: "approver" | "admin";
            /** @enum {string} */
            state: "waiting" | "approved" | "rejected" | "expired" | "superseded" | "done" | "failed";
            stream: string | null;
            subject: {
                [key: string]: unknown;
            };
            supersededBy: number | null;
            supersedes: number | null;
            title: string;
            updatedAt: unknown;
            /** @description Raised when what is proposed changes: decisions about an older one do not count */
            version: number;
            writebackId: number | null;
        };
        ProposalInput: {
            /** @description How many have, of the version as it stands */
            approvals: number;
            connectionId: number | null;
            connectionName: string | null;
            createdAt: unknown;
            diff: {
                /** @description Any JSON value */
                after: unknown;
                /** @description Any JSON value */
                before: unknown;
                field: string;
            }[];
            /** @description Of all that is approved; to be sent with the decision */
            digest: string;
            endedAt: unknown | null;
            entityId: string | null;
            entityKind: string | null;
            evidence: {
                [key: string]: unknown;
            };
            expiresAt: unknown;
            externalId: string | null;
            id: number;
            /** @enum {string} */
            kind: "mapping" | "enrichment" | "merge" | "writeback" | "bulk_delete" | "import";
            /** @description How many have to approve */
            needed: number;
            policy: string;
            /** @description Who made the changes: they can not decide */
            proposers: string[];
            reason: string | null;
            /** @description Why you can not decide about it; null: you can, while it waits */
            refusal: string | null;
            /** @enum {string} */
            role: "approver" | "admin";
            /** @enum {string} */
            state: "waiting" | "approved" | "rejected" | "expired" | "superseded" | "done" | "failed";
            stream: string | null;
            subject: {
                [key: string]: unknown;
            };
            supersededBy: number | null;
            supersedes: number | null;
            title: string;
            updatedAt: unknown;
            /** @description Raised when what is proposed changes: decisions about an older one do not count */
            version: number;
            writebackId: number | null;
        };
        ProposalPage: {
            items: components["schemas"]["Proposal"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProposalPageInput: {
            items: components["schemas"]["ProposalInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProposalsDecided: {
            done: number;
            refused: {
                id: number;
                reason: string;
            }[];
        };
        ProposalsDecidedInput: {
            done: number;
            refused: {
                id: number;
                reason: string;
            }[];
        };
        QuotaHistory: {
            buckets: {
                /**
                 * @description core: the vendor's window; burst: the short one within it
                 * @enum {string}
                 */
                bucket: "core" | "burst";
                series: {
                    /**
                     * Format: date-time
                     * @description When the step began
                     */
                    at: string;
                    capacity: number | null;
                    /** @description Nothing might be asked of the vendor at some time: it said to wait, or kept failing */
                    held: boolean;
                    /** @description The least that was left in the step; null: nobody looked */
                    lowest: number | null;
                }[];
            }[];
            stepMs: number;
            /** @enum {string} */
            window: "6h" | "24h" | "7d";
        };
        QuotaHistoryInput: {
            buckets: {
                /**
                 * @description core: the vendor's window; burst: the short one within it
                 * @enum {string}
                 */
                bucket: "core" | "burst";
                series: {
                    /** @description When the step began */
                    at: unknown;
                    capacity: number | null;
                    /** @description Nothing might be asked of the vendor at some time: it said to wait, or kept failing */
                    held: boolean;
                    /** @description The least that was left in the step; null: nobody looked */
                    lowest: number | null;
                }[];
            }[];
            stepMs: number;
            /** @enum {string} */
            window: "6h" | "24h" | "7d";
        };
        Readiness: {
            checks: {
                [key: string]: {
                    error?: string;
                    ms: number;
                    ok: boolean;
                };
            };
            ready: boolean;
        };
        ReadinessInput: {
            checks: {
                [key: string]: {
                    error?: string;
                    ms: number;
                    ok: boolean;
                };
            };
            ready: boolean;
        };
        RecentChanges: {
            /** @description Whether so much happened that `since` is later than an hour ago */
            isCut: boolean;
            /** @description The most frequent first */
            items: {
                /** @description Where it came from; null: the hub itself */
                connectionId: number | null;
                connectionName: string | null;
                count: number;
                /** @description Of the entity that it is about */
                kind: string | null;
                /** Format: date-time */
                newestAt: string;
                /** @description entity.created, sync.conflict … */
                type: string;
            }[];
            /**
             * Format: date-time
             * @description What is counted happened since then
             */
            since: string;
        };
        RecentChangesInput: {
            /** @description Whether so much happened that `since` is later than an hour ago */
            isCut: boolean;
            /** @description The most frequent first */
            items: {
                /** @description Where it came from; null: the hub itself */
                connectionId: number | null;
                connectionName: string | null;
                count: number;
                /** @description Of the entity that it is about */
                kind: string | null;
                newestAt: unknown;
                /** @description entity.created, sync.conflict … */
                type: string;
            }[];
            /** @description What is counted happened since then */
            since: unknown;
        };
        ReconciliationGroupPage: {
            items: {
                class: string;
                code: string;
                connectionId: number;
                connectionName: string;
                field: string | null;
                fingerprint: string;
                /** Format: date-time */
                firstSeenAt: string;
                items: number;
                /** Format: date-time */
                lastAttemptAt: string;
                message: string;
                newestItemId: number;
                stream: string;
            }[];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ReconciliationGroupPageInput: {
            items: {
                class: string;
                code: string;
                connectionId: number;
                connectionName: string;
                field: string | null;
                fingerprint: string;
                firstSeenAt: unknown;
                items: number;
                lastAttemptAt: unknown;
                message: string;
                newestItemId: number;
                stream: string;
            }[];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ReconciliationItem: {
            attempts: number;
            /** @description Any JSON value */
            baseValue: unknown;
            class: string;
            code: string;
            connectionId: number;
            connectionName: string;
            correlationId: string | null;
            entityId: string | null;
            entityKind: string | null;
            externalId: string | null;
            field: string | null;
            /** @description The same for items of one cause */
            fingerprint: string;
            /** Format: date-time */
            firstSeenAt: string;
            id: number;
            inboxId: number | null;
            /** Format: date-time */
            lastAttemptAt: string;
            /** @description Any JSON value */
            localValue: unknown;
            locator: string | null;
            message: string;
            pageId: number | null;
            policyMode: string | null;
            processId: string | null;
            /** @description Any JSON value */
            remoteValue: unknown;
            resolution: string | null;
            resolvedAt: string | null;
            resolvedBy: string | null;
            scope: string | null;
            /** @enum {string} */
            state: "open" | "retrying" | "resolved" | "ignored";
            stream: string;
            /** @description What people call the entity */
            title: string | null;
        };
        ReconciliationItemInput: {
            attempts: number;
            /** @description Any JSON value */
            baseValue: unknown;
            class: string;
            code: string;
            connectionId: number;
            connectionName: string;
            correlationId: string | null;
            entityId: string | null;
            entityKind: string | null;
            externalId: string | null;
            field: string | null;
            /** @description The same for items of one cause */
            fingerprint: string;
            firstSeenAt: unknown;
            id: number;
            inboxId: number | null;
            lastAttemptAt: unknown;
            /** @description Any JSON value */
            localValue: unknown;
            locator: string | null;
            message: string;
            pageId: number | null;
            policyMode: string | null;
            processId: string | null;
            /** @description Any JSON value */
            remoteValue: unknown;
            resolution: string | null;
            resolvedAt: unknown | null;
            resolvedBy: string | null;
            scope: string | null;
            /** @enum {string} */
            state: "open" | "retrying" | "resolved" | "ignored";
            stream: string;
            /** @description What people call the entity */
            title: string | null;
        };
        ReconciliationItemPage: {
            items: components["schemas"]["ReconciliationItem"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ReconciliationItemPageInput: {
            items: components["schemas"]["ReconciliationItemInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        RelationPage: {
            items: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanation"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        RelationPageInput: {
            items: {
                connectionId: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entityId: string | null;
                /** @description Of interested_in: the best reason; null of others */
                explanation: components["schemas"]["InterestExplanationInput"] | null;
                kind: string | null;
                /** @description Of interested_in: how well the item fits; null of others */
                score: number | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ServiceLevels: {
            items: {
                /** @description Share of what may go wrong in the window that is left; below 0 in breach */
                budgetLeft: number;
                description: string;
                inBreach: boolean;
                /** @enum {string} */
                objective: "sync_latency" | "success_rate" | "conflict_rate" | "state_freshness";
                /** @description Changes, operations, minutes or looks that the value is made from */
                samples: number;
                /** @description Oldest first */
                series: {
                    /** Format: date-time */
                    at: string;
                    value: number | null;
                }[];
                target: {
                    /** @enum {string} */
                    is: "below" | "above";
                    value: number;
                };
                /** @enum {string} */
                unit: "seconds" | "share" | "conflicts per hour";
                /** @description Null: nothing happened */
                value: number | null;
                /** @enum {string} */
                window: "1h" | "24h" | "7d";
            }[];
        };
        ServiceLevelsInput: {
            items: {
                /** @description Share of what may go wrong in the window that is left; below 0 in breach */
                budgetLeft: number;
                description: string;
                inBreach: boolean;
                /** @enum {string} */
                objective: "sync_latency" | "success_rate" | "conflict_rate" | "state_freshness";
                /** @description Changes, operations, minutes or looks that the value is made from */
                samples: number;
                /** @description Oldest first */
                series: {
                    at: unknown;
                    value: number | null;
                }[];
                target: {
                    /** @enum {string} */
                    is: "below" | "above";
                    value: number;
                };
                /** @enum {string} */
                unit: "seconds" | "share" | "conflicts per hour";
                /** @description Null: nothing happened */
                value: number | null;
                /** @enum {string} */
                window: "1h" | "24h" | "7d";
            }[];
        };
        Session: {
            /**
             * @description machine: somebody on this machine, who needs no key
             * @enum {string}
             */
            by: "machine" | "token" | "key" | "session";
            /** @description Sessions only: sent as X-CSRF-Token with every change */
            csrfToken: string | null;
            /** @description Of the key */
            name: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            scopes: string[] | null;
            workspaceId: number;
        };
        SessionInput: {
            /**
             * @description machine: somebody on this machine, who needs no key
             * @enum {string}
             */
            by: "machine" | "token" | "key" | "session";
            /** @description Sessions only: sent as X-CSRF-Token with every change */
            csrfToken: string | null;
            /** @description Of the key */
            name: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "approver" | "admin";
            scopes: string[] | null;
            workspaceId: number;
        };
        StateCache: {
            /** @description When all of it was compared with Postgres last */
            checkedAt: string | null;
            error: string | null;
            failingSince: string | null;
            /** @description Keys of this workspace */
            keys: number;
            /**
             * @description Where state is cached; none: nowhere
             * @enum {string}
             */
            kind: "none" | "redis" | "cloudflare";
            /** @description Everything up to this event is written */
            position: string | null;
            /** @description When that was so last */
            positionAt: string | null;
            /** @description What that found, in all workspaces */
            report: {
                different: number;
                examples: string[];
                extra: number;
                keys: number;
                missing: number;
                /** @description How long the oldest difference can have stood */
                oldestDriftMs: number;
                repaired: number;
                /** @enum {string} */
                task: "verify" | "rebuild";
                /** @description Written so lately that they were not judged */
                tooFresh: number;
                tookMs: number;
            } | null;
            /**
             * @description waiting: nobody keeps it; behind: changes are not written yet; failing: the cache refuses or is away
             * @enum {string}
             */
            state: "off" | "waiting" | "current" | "behind" | "failing";
            /** @description What was asked for and is not done */
            wanted: ("verify" | "rebuild") | null;
            wantedAt: string | null;
            wroteAt: string | null;
        };
        StateCacheAccepted: {
            /** @enum {string} */
            task: "verify" | "rebuild";
            /** Format: date-time */
            wantedAt: string;
        };
        StateCacheAcceptedInput: {
            /** @enum {string} */
            task: "verify" | "rebuild";
            wantedAt: unknown;
        };
        StateCacheInput: {
            /** @description When all of it was compared with Postgres last */
            checkedAt: unknown | null;
            error: string | null;
            failingSince: unknown | null;
            /** @description Keys of this workspace */
            keys: number;
            /**
             * @description Where state is cached; none: nowhere
             * @enum {string}
             */
            kind: "none" | "redis" | "cloudflare";
            /** @description Everything up to this event is written */
            position: string | null;
            /** @description When that was so last */
            positionAt: unknown | null;
            /** @description What that found, in all workspaces */
            report: {
                different: number;
                examples: string[];
                extra: number;
                keys: number;
                missing: number;
                /** @description How long the oldest difference can have stood */
                oldestDriftMs: number;
                repaired: number;
                /** @enum {string} */
                task: "verify" | "rebuild";
                /** @description Written so lately that they were not judged */
                tooFresh: number;
                tookMs: number;
            } | null;
            /**
             * @description waiting: nobody keeps it; behind: changes are not written yet; failing: the cache refuses or is away
             * @enum {string}
             */
            state: "off" | "waiting" | "current" | "behind" | "failing";
            /** @description What was asked for and is not done */
            wanted: ("verify" | "rebuild") | null;
            wantedAt: unknown | null;
            wroteAt: unknown | null;
        };
        StateObject: {
            /** @description The record at a CRM */
            crm: components["schemas"]["StateRecord"] | null;
            /** @description The state that all sides are kept in step with */
            fields: {
                [key: string]: unknown;
            };
            /** @description The record at GitHub */
            github: components["schemas"]["StateRecord"] | null;
            /** Format: uuid */
            id: string;
            kind: string;
            metadata: {
                /** Format: date-time */
                created_at: string;
                deleted_at: string | null;
                /** @description True when there are more than are listed */
                more_relationships: boolean;
                /** @description Of the canonical JSON (RFC 8785) of this object without `metadata` */
                sha256: string;
                /** Format: date-time */
                updated_at: string;
                /** @description Goes up with each change of `fields`; the ETag */
                version: number;
            };
            /** @description Records elsewhere: other trackers, a second account of the same vendor */
            others: components["schemas"]["StateRecord"][];
            relationships: {
                /** @description The side that shows it */
                connection_id: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entity_id: string | null;
                kind: string | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
        };
        StateObjectInput: {
            /** @description The record at a CRM */
            crm: components["schemas"]["StateRecordInput"] | null;
            /** @description The state that all sides are kept in step with */
            fields: {
                [key: string]: unknown;
            };
            /** @description The record at GitHub */
            github: components["schemas"]["StateRecordInput"] | null;
            /** Format: uuid */
            id: string;
            kind: string;
            metadata: {
                created_at: unknown;
                deleted_at: unknown | null;
                /** @description True when there are more than are listed */
                more_relationships: boolean;
                /** @description Of the canonical JSON (RFC 8785) of this object without `metadata` */
                sha256: string;
                updated_at: unknown;
                /** @description Goes up with each change of `fields`; the ETag */
                version: number;
            };
            /** @description Records elsewhere: other trackers, a second account of the same vendor */
            others: components["schemas"]["StateRecordInput"][];
            relationships: {
                /** @description The side that shows it */
                connection_id: number;
                /** @enum {string} */
                direction: "out" | "in";
                /** @description Null while the other end is not in the graph */
                entity_id: string | null;
                kind: string | null;
                /** @description How the vendor names a target that is not in the graph */
                target: string | null;
                title: string | null;
                type: string;
            }[];
        };
        StateRecord: {
            connection_id: number;
            connection_name: string;
            connector: string;
            external_id: string;
            /** @description What the remote last showed, in its own terms */
            fields: {
                [key: string]: unknown;
            };
            locator: string | null;
            remote_updated_at: string | null;
            remote_version: string | null;
            /** @enum {string} */
            state: "linked" | "gone" | "duplicate";
            stream: string;
            url: string | null;
        };
        StateRecordInput: {
            connection_id: number;
            connection_name: string;
            connector: string;
            external_id: string;
            /** @description What the remote last showed, in its own terms */
            fields: {
                [key: string]: unknown;
            };
            locator: string | null;
            remote_updated_at: string | null;
            remote_version: string | null;
            /** @enum {string} */
            state: "linked" | "gone" | "duplicate";
            stream: string;
            url: string | null;
        };
        StateSyncAccepted: {
            /** @description To be watched under /api/v1/processes */
            processes: string[];
            /** @description Remote records that are read again */
            records: number;
        };
        StateSyncAcceptedInput: {
            /** @description To be watched under /api/v1/processes */
            processes: string[];
            /** @description Remote records that are read again */
            records: number;
        };
        StateSyncStatus: {
            conflicts_open: number;
            /** @description Open reconciliation items that are no conflicts */
            errors_open: number;
            last_sync_at: string | null;
            /** @description Linked records; up to 10 s old */
            mapped: number;
            /** @description Age of the oldest change that waits to be written */
            oldest_waiting_ms: number | null;
            processes_running: number;
            /**
             * @description attention: something waits for a person; working: a change is on its way, or a run under way
             * @enum {string}
             */
            state: "in_step" | "working" | "attention";
            writebacks_pending: number;
        };
        StateSyncStatusInput: {
            conflicts_open: number;
            /** @description Open reconciliation items that are no conflicts */
            errors_open: number;
            last_sync_at: unknown | null;
            /** @description Linked records; up to 10 s old */
            mapped: number;
            /** @description Age of the oldest change that waits to be written */
            oldest_waiting_ms: number | null;
            processes_running: number;
            /**
             * @description attention: something waits for a person; working: a change is on its way, or a run under way
             * @enum {string}
             */
            state: "in_step" | "working" | "attention";
            writebacks_pending: number;
        };
        Status: {
            connections: {
                connector: string;
                health: string;
                id: number;
                name: string;
            }[];
            counts: {
                connections: number;
                deliveriesLastHour: number;
                deliveriesWaiting: number;
                /** @description Tombstones included; up to 10 s old */
                entities: number;
                entitiesByKind: {
                    [key: string]: number;
                };
                hintsWaiting: number;
                itemsOpen: number;
                pagesQueued: number;
                pagesToMerge: number;
                pagesToTransform: number;
                processesOpen: number;
                processesPaused: number;
            };
            /** Format: date-time */
            databaseTime: string;
            /** @description How far events were handed on; null where there is no bus */
            eventBus: {
                /** @description Why they wait */
                error: string | null;
                failingSince: string | null;
                kind: string;
                /** @description Age of the oldest of them */
                lagMs: number;
                published: number;
                publishedAt: string | null;
                /** @description Events that the bus does not have yet, counted up to 10,000 */
                waiting: number;
            } | null;
            /**
             * @description attention: somebody should look
             * @enum {string}
             */
            health: "ok" | "busy" | "attention";
            /** @description Age of the oldest announced change that is not in the graph; 0 when none waits */
            lagMs: number;
            links: {
                [key: string]: string;
            };
            /** @description Those that are not finished, newest first, at most 20 */
            processes: components["schemas"]["Process"][];
            /** @description The state of things in one sentence */
            sentence: string;
            version: string;
        };
        StatusInput: {
            connections: {
                connector: string;
                health: string;
                id: number;
                name: string;
            }[];
            counts: {
                connections: number;
                deliveriesLastHour: number;
                deliveriesWaiting: number;
                /** @description Tombstones included; up to 10 s old */
                entities: number;
                entitiesByKind: {
                    [key: string]: number;
                };
                hintsWaiting: number;
                itemsOpen: number;
                pagesQueued: number;
                pagesToMerge: number;
                pagesToTransform: number;
                processesOpen: number;
                processesPaused: number;
            };
            databaseTime: unknown;
            /** @description How far events were handed on; null where there is no bus */
            eventBus: {
                /** @description Why they wait */
                error: string | null;
                failingSince: unknown | null;
                kind: string;
                /** @description Age of the oldest of them */
                lagMs: number;
                published: number;
                publishedAt: unknown | null;
                /** @description Events that the bus does not have yet, counted up to 10,000 */
                waiting: number;
            } | null;
            /**
             * @description attention: somebody should look
             * @enum {string}
             */
            health: "ok" | "busy" | "attention";
            /** @description Age of the oldest announced change that is not in the graph; 0 when none waits */
            lagMs: number;
            links: {
                [key: string]: string;
            };
            /** @description Those that are not finished, newest first, at most 20 */
            processes: components["schemas"]["ProcessInput"][];
            /** @description The state of things in one sentence */
            sentence: string;
            version: string;
        };
        SyncAccepted: {
            /** Format: uuid */
            processId: string;
        };
        SyncAcceptedInput: {
            /** Format: uuid */
            processId: string;
        };
        SyncConfig: {
            batch_fallback_enabled: boolean;
            batch_size: number;
            /** Format: date-time */
            created_at: string;
            enabled: boolean;
            id: number;
            /** @description When a run over one of its connections last ended */
            last_batch_sync_at: string | null;
            /** @description When one of its connections was last read or written */
            last_sync_at: string | null;
            /**
             * @description Who configures it: a file that was applied, or the API
             * @enum {string}
             */
            managed_by: "file" | "api";
            name: string;
            /** @description The connectors it joins; taken from the settings when absent */
            platform: string;
            /** @description `env:NAME` or `file:/path`; never the secret itself */
            secret_reference: string | null;
            /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
            settings: {
                [key: string]: unknown;
            };
            /** @description Seconds */
            sync_interval: number;
            /** @description Whether twins are made where there are none */
            two_way_create: boolean;
            /** Format: date-time */
            updated_at: string;
            version: number;
            webhook_enabled: boolean;
        };
        SyncConfigInput: {
            batch_fallback_enabled: boolean;
            batch_size: number;
            created_at: unknown;
            enabled: boolean;
            id: number;
            /** @description When a run over one of its connections last ended */
            last_batch_sync_at: unknown | null;
            /** @description When one of its connections was last read or written */
            last_sync_at: unknown | null;
            /**
             * @description Who configures it: a file that was applied, or the API
             * @enum {string}
             */
            managed_by: "file" | "api";
            name: string;
            /** @description The connectors it joins; taken from the settings when absent */
            platform: string;
            /** @description `env:NAME` or `file:/path`; never the secret itself */
            secret_reference: string | null;
            /** @description The document: kinds with their members, field maps and policies; see the guide on two-way sync */
            settings: {
                [key: string]: unknown;
            };
            /** @description Seconds */
            sync_interval: number;
            /** @description Whether twins are made where there are none */
            two_way_create: boolean;
            updated_at: unknown;
            version: number;
            webhook_enabled: boolean;
        };
        SyncConfigPage: {
            items: components["schemas"]["SyncConfig"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncConfigPageInput: {
            items: components["schemas"]["SyncConfigInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncConfigPreview: {
            entities: {
                conflicts: {
                    field: string;
                    message: string;
                    side: string;
                }[];
                entity_id: string;
                hub: {
                    field: string;
                    /** @description Any JSON value */
                    from: unknown;
                    /** @description Any JSON value */
                    to: unknown;
                }[];
                kind: string;
                sides: {
                    connection_id: number;
                    connection_name: string;
                    /** @description Null: it would be made */
                    external_id: string | null;
                    fields: {
                        field: string;
                        /** @description Any JSON value */
                        from: unknown;
                        /** @description true: it differed before, and is left as it is until a side changes it */
                        left: boolean;
                        /** @description Any JSON value */
                        to: unknown;
                    }[];
                    /**
                     * @description none: what differs is left as it is
                     * @enum {string}
                     */
                    op: "create" | "update" | "none";
                    stream: string;
                }[];
                title: string | null;
                /**
                 * @description at_once: putting it into force writes it; next_change: it is carried when a side changes next
                 * @enum {string}
                 */
                when: "at_once" | "next_change" | "in_step";
            }[];
        };
        SyncConfigPreviewInput: {
            entities: {
                conflicts: {
                    field: string;
                    message: string;
                    side: string;
                }[];
                entity_id: string;
                hub: {
                    field: string;
                    /** @description Any JSON value */
                    from: unknown;
                    /** @description Any JSON value */
                    to: unknown;
                }[];
                kind: string;
                sides: {
                    connection_id: number;
                    connection_name: string;
                    /** @description Null: it would be made */
                    external_id: string | null;
                    fields: {
                        field: string;
                        /** @description Any JSON value */
                        from: unknown;
                        /** @description true: it differed before, and is left as it is until a side changes it */
                        left: boolean;
                        /** @description Any JSON value */
                        to: unknown;
                    }[];
                    /**
                     * @description none: what differs is left as it is
                     * @enum {string}
                     */
                    op: "create" | "update" | "none";
                    stream: string;
                }[];
                title: string | null;
                /**
                 * @description at_once: putting it into force writes it; next_change: it is carried when a side changes next
                 * @enum {string}
                 */
                when: "at_once" | "next_change" | "in_step";
            }[];
        };
        SyncConflict: {
            /** @description Any JSON value */
            base_value: unknown;
            class: string;
            connection_id: number;
            connection_name: string;
            /** Format: uuid */
            entity_id: string;
            entity_type: string;
            external_id: string | null;
            field: string;
            /** Format: date-time */
            first_seen_at: string;
            /** @description Id of the reconciliation item that it is */
            id: number;
            /** @description Any JSON value */
            local_value: unknown;
            message: string;
            policy_mode: string | null;
            /** @description Any JSON value */
            remote_value: unknown;
            resolved_at: string | null;
            resolved_by: string | null;
            /** @enum {string} */
            state: "open" | "retrying" | "resolved" | "ignored";
            /** @description How it was resolved */
            strategy: string | null;
            stream: string;
            title: string | null;
        };
        SyncConflictInput: {
            /** @description Any JSON value */
            base_value: unknown;
            class: string;
            connection_id: number;
            connection_name: string;
            /** Format: uuid */
            entity_id: string;
            entity_type: string;
            external_id: string | null;
            field: string;
            first_seen_at: unknown;
            /** @description Id of the reconciliation item that it is */
            id: number;
            /** @description Any JSON value */
            local_value: unknown;
            message: string;
            policy_mode: string | null;
            /** @description Any JSON value */
            remote_value: unknown;
            resolved_at: unknown | null;
            resolved_by: string | null;
            /** @enum {string} */
            state: "open" | "retrying" | "resolved" | "ignored";
            /** @description How it was resolved */
            strategy: string | null;
            stream: string;
            title: string | null;
        };
        SyncConflictPage: {
            items: components["schemas"]["SyncConflict"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncConflictPageInput: {
            items: components["schemas"]["SyncConflictInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncHistoryEntry: {
            connection_id: number;
            connection_name: string;
            correlation_id: string;
            details: string | null;
            entity_id: string | null;
            error: string | null;
            /** Format: date-time */
            finished_at: string;
            items_failed: number;
            items_synced: number;
            started_at: string | null;
            stream: string | null;
            success: boolean;
            /** @description backfill, incremental … or writeback */
            type: string;
        };
        SyncHistoryEntryInput: {
            connection_id: number;
            connection_name: string;
            correlation_id: string;
            details: string | null;
            entity_id: string | null;
            error: string | null;
            finished_at: unknown;
            items_failed: number;
            items_synced: number;
            started_at: unknown | null;
            stream: string | null;
            success: boolean;
            /** @description backfill, incremental … or writeback */
            type: string;
        };
        SyncHistoryPage: {
            items: components["schemas"]["SyncHistoryEntry"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncHistoryPageInput: {
            items: components["schemas"]["SyncHistoryEntryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncMapping: {
            connection_id: number;
            connection_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            entity_id: string;
            entity_type: string;
            external_id: string;
            /** Format: date-time */
            last_synced_at: string;
            /** Format: date-time */
            local_updated_at: string;
            locator: string | null;
            /** @description How what was accepted last came */
            method: ("webhook" | "poll" | "batch" | "manual") | null;
            remote_updated_at: string | null;
            /** @enum {string} */
            status: "synced" | "pending" | "conflict" | "error" | "gone";
            stream: string;
            title: string | null;
            url: string | null;
        };
        SyncMappingInput: {
            connection_id: number;
            connection_name: string;
            created_at: unknown;
            /** Format: uuid */
            entity_id: string;
            entity_type: string;
            external_id: string;
            last_synced_at: unknown;
            local_updated_at: unknown;
            locator: string | null;
            /** @description How what was accepted last came */
            method: ("webhook" | "poll" | "batch" | "manual") | null;
            remote_updated_at: unknown | null;
            /** @enum {string} */
            status: "synced" | "pending" | "conflict" | "error" | "gone";
            stream: string;
            title: string | null;
            url: string | null;
        };
        SyncMappingPage: {
            items: components["schemas"]["SyncMapping"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncMappingPageInput: {
            items: components["schemas"]["SyncMappingInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        SyncStatus: {
            members: {
                configs: string[];
                conflicts_open: number;
                connection_id: number;
                connection_name: string;
                connector: string;
                direction: string;
                /** @description Open reconciliation items that are no conflicts */
                errors_open: number;
                failed_last_hour: number;
                kind: string;
                /** @description From the observation of a change to its finished write here, in the last hour */
                lag_p50_ms: number | null;
                lag_p95_ms: number | null;
                last_sync_at: string | null;
                /** @description Linked records; up to 10 s old */
                mapped: number;
                /** @description connection/stream */
                member: string;
                /** @description Age of the oldest change that waits to be written */
                oldest_waiting_ms: number | null;
                stream: string;
                writebacks_pending: number;
                written_last_hour: number;
            }[];
            totals: {
                conflicts_open: number;
                /** @description Open reconciliation items that are no conflicts */
                errors_open: number;
                /** @description Linked records; up to 10 s old */
                mapped: number;
                /** @description Age of the oldest change that waits to be written */
                oldest_waiting_ms: number | null;
                writebacks_pending: number;
            };
        };
        SyncStatusInput: {
            members: {
                configs: string[];
                conflicts_open: number;
                connection_id: number;
                connection_name: string;
                connector: string;
                direction: string;
                /** @description Open reconciliation items that are no conflicts */
                errors_open: number;
                failed_last_hour: number;
                kind: string;
                /** @description From the observation of a change to its finished write here, in the last hour */
                lag_p50_ms: number | null;
                lag_p95_ms: number | null;
                last_sync_at: unknown | null;
                /** @description Linked records; up to 10 s old */
                mapped: number;
                /** @description connection/stream */
                member: string;
                /** @description Age of the oldest change that waits to be written */
                oldest_waiting_ms: number | null;
                stream: string;
                writebacks_pending: number;
                written_last_hour: number;
            }[];
            totals: {
                conflicts_open: number;
                /** @description Open reconciliation items that are no conflicts */
                errors_open: number;
                /** @description Linked records; up to 10 s old */
                mapped: number;
                /** @description Age of the oldest change that waits to be written */
                oldest_waiting_ms: number | null;
                writebacks_pending: number;
            };
        };
        TimelineEntry: {
            /** @description Who did it; null: Syncline by itself */
            actor: string | null;
            /** Format: date-time */
            at: string;
            connectionId: number | null;
            connectionName: string | null;
            detail: string | null;
            entityId: string | null;
            failed: number | null;
            itemId: number | null;
            key: string;
            /**
             * @description run and write: that ended; act: what somebody did; conflict: that was met; alert: that fired
             * @enum {string}
             */
            kind: "run" | "write" | "act" | "conflict" | "alert";
            processId: string | null;
            records: number | null;
            stream: string | null;
            success: boolean | null;
            tookMs: number | null;
            what: string;
        };
        TimelineEntryInput: {
            /** @description Who did it; null: Syncline by itself */
            actor: string | null;
            at: unknown;
            connectionId: number | null;
            connectionName: string | null;
            detail: string | null;
            entityId: string | null;
            failed: number | null;
            itemId: number | null;
            key: string;
            /**
             * @description run and write: that ended; act: what somebody did; conflict: that was met; alert: that fired
             * @enum {string}
             */
            kind: "run" | "write" | "act" | "conflict" | "alert";
            processId: string | null;
            records: number | null;
            stream: string | null;
            success: boolean | null;
            tookMs: number | null;
            what: string;
        };
        TimelinePage: {
            items: components["schemas"]["TimelineEntry"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        TimelinePageInput: {
            items: components["schemas"]["TimelineEntryInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        Vault: {
            /** @description What wraps from now on; null: this process has no vault key */
            keyId: string | null;
            /** @description How many secrets each key wraps; one that is not here may be thrown away */
            keys: {
                credentials: number;
                keyId: string;
            }[];
            /** @description What else this process can open */
            otherKeyIds: string[];
        };
        VaultInput: {
            /** @description What wraps from now on; null: this process has no vault key */
            keyId: string | null;
            /** @description How many secrets each key wraps; one that is not here may be thrown away */
            keys: {
                credentials: number;
                keyId: string;
            }[];
            /** @description What else this process can open */
            otherKeyIds: string[];
        };
        VaultRotation: {
            failed: {
                connectionId: number;
                message: string;
                name: string;
            }[];
            keyId: string;
            /** @description How many secrets each key wraps; one that is not here may be thrown away */
            keys: {
                credentials: number;
                keyId: string;
            }[];
            rewrapped: number;
        };
        VaultRotationInput: {
            failed: {
                connectionId: number;
                message: string;
                name: string;
            }[];
            keyId: string;
            /** @description How many secrets each key wraps; one that is not here may be thrown away */
            keys: {
                credentials: number;
                keyId: string;
            }[];
            rewrapped: number;
        };
        WebhookState: {
            /** @description Where deliveries go to, as the vendor was told */
            address: string | null;
            /** @description Whether there is a webhookSecret to prove deliveries by */
            hasSecret: boolean;
            lastDeliveryAt: string | null;
            /** @description What the vendor can be asked to send */
            offers: ("ping" | "redelivery")[];
            subscriptions: {
                expiresAt: string | null;
                id: string;
                scope: string;
            }[];
            /**
             * @description registered: Syncline can subscribe by itself; typed_in: somebody enters the address at the vendor; none: polled
             * @enum {string}
             */
            way: "registered" | "typed_in" | "none";
        };
        WebhookStateInput: {
            /** @description Where deliveries go to, as the vendor was told */
            address: string | null;
            /** @description Whether there is a webhookSecret to prove deliveries by */
            hasSecret: boolean;
            lastDeliveryAt: unknown | null;
            /** @description What the vendor can be asked to send */
            offers: ("ping" | "redelivery")[];
            subscriptions: {
                expiresAt: string | null;
                id: string;
                scope: string;
            }[];
            /**
             * @description registered: Syncline can subscribe by itself; typed_in: somebody enters the address at the vendor; none: polled
             * @enum {string}
             */
            way: "registered" | "typed_in" | "none";
        };
        WebhooksTriggered: {
            /** @description Subscriptions that the vendor was asked to ping */
            pinged: number;
            /** @description Deliveries that it was asked to send again */
            redelivered: number;
        };
        WebhooksTriggeredInput: {
            /** @description Subscriptions that the vendor was asked to ping */
            pinged: number;
            /** @description Deliveries that it was asked to send again */
            redelivered: number;
        };
        Writeback: {
            /** @description Failed tries that counted */
            attempts: number;
            /**
             * Format: date-time
             * @description When what it carries was observed at its origin
             */
            causedAt: string;
            connectionId: number;
            connectionName: string;
            correlationId: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            entityId: string;
            error: string | null;
            errorClass: string | null;
            /** @description Null while the remote record is not made */
            externalId: string | null;
            finishedAt: string | null;
            id: number;
            /** @enum {string} */
            lane: "live" | "bulk";
            lastAttempt: {
                error: string | null;
                /** @description What the remote showed before */
                expected: {
                    [key: string]: unknown;
                };
                finishedAt: string | null;
                /** @description What was sent */
                patch: {
                    [key: string]: unknown;
                };
                startedAt: string;
                /** @enum {string} */
                state: "sent" | "doubt" | "done" | "refused" | "unsent";
            } | null;
            nextAttemptAt: string | null;
            /** @enum {string} */
            op: "create" | "update" | "delete";
            processId: string | null;
            /** @enum {string} */
            state: "queued" | "sending" | "held" | "done" | "failed" | "cancelled";
            stream: string;
            waitsFor: string | null;
        };
        WritebackInput: {
            /** @description Failed tries that counted */
            attempts: number;
            /** @description When what it carries was observed at its origin */
            causedAt: unknown;
            connectionId: number;
            connectionName: string;
            correlationId: string | null;
            createdAt: unknown;
            /** Format: uuid */
            entityId: string;
            error: string | null;
            errorClass: string | null;
            /** @description Null while the remote record is not made */
            externalId: string | null;
            finishedAt: unknown | null;
            id: number;
            /** @enum {string} */
            lane: "live" | "bulk";
            lastAttempt: {
                error: string | null;
                /** @description What the remote showed before */
                expected: {
                    [key: string]: unknown;
                };
                finishedAt: string | null;
                /** @description What was sent */
                patch: {
                    [key: string]: unknown;
                };
                startedAt: string;
                /** @enum {string} */
                state: "sent" | "doubt" | "done" | "refused" | "unsent";
            } | null;
            nextAttemptAt: unknown | null;
            /** @enum {string} */
            op: "create" | "update" | "delete";
            processId: string | null;
            /** @enum {string} */
            state: "queued" | "sending" | "held" | "done" | "failed" | "cancelled";
            stream: string;
            waitsFor: string | null;
        };
        WritebackPage: {
            items: components["schemas"]["Writeback"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        WritebackPageInput: {
            items: components["schemas"]["WritebackInput"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
