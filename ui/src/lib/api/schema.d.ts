// Written by api/site-types.ts. Do not edit.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This process is alive */
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
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
        /** Everything that an order needs is there; names what is missing */
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
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/pki/root.cer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificate of the root CA (DER) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pkix-cert": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/pki/root.crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest CRL of the root CA (DER) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pkix-crl": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/pki/issuing.cer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificate of the issuing CA (DER) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pkix-cert": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/pki/issuing.crl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Latest CRL of the issuing CA (DER) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pkix-crl": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/pki/chain.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issuing CA, then root (PEM) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pem-certificate-chain": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be ordered, with prices in fen */
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
                        "application/json": components["schemas"]["Catalogue"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin an application; the answer sets the cookie that opens the order */
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
                        /** @enum {string} */
                        product: "organisationUkey";
                        options?: "seal"[];
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The orders this browser may open */
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
                        "application/json": components["schemas"]["OrderSummary"][];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about an order */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `changed` whenever the order changed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save the form as it stands, complete or not */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApplicationFormInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/proofing-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check the identity, then send a code to the legal representative */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/proofing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the identity by the code that the legal representative got */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认订单: the data is right */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The revision that the applicant saw */
                        revision: number;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** 返回修改: back to the form */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/authorisation.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 法人授权书, filled from the form, to be stamped */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/materials/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An uploaded document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    kind: components["schemas"]["MaterialKindInput"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Upload a document (multipart field `file`) */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    kind: components["schemas"]["MaterialKindInput"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /**
                         * Format: binary
                         * @description JPEG, PNG or WebP, ≤ 10 MB
                         */
                        file: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认申请: all documents are there; sends the operator a code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/submission-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the operator another code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交订单 with the operator’s code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消订单 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/payment-qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new QR code after the old one ran out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OrderView"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/orders/{no}/invoices/{id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 电子发票 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/order-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to the operator of the organisation’s latest order */
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
                        /** @description 统一社会信用代码 */
                        identifier: string;
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
                            queryId: string;
                            /** Format: date-time */
                            resendAt: string;
                        };
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/order-queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the organisation’s orders by the code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
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
                        "application/json": components["schemas"]["OrderSummary"][];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/callbacks/alipay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Alipay’s notice of a trade */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/x-www-form-urlencoded": {
                        notify_id: string;
                        app_id: string;
                        out_trade_no: string;
                        sign: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/callbacks/sf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SF Express’s push of routes */
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
                        Body: {
                            WaybillRoute: ({
                                mailno: string;
                                opCode: string;
                                acceptTime: string;
                            } & {
                                [key: string]: unknown;
                            })[];
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
                            return_code: string;
                            return_msg: string;
                        };
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/sign-in/username": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in: user name and password; answers `twoFactorRedirect: true` */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/two-factor/verify-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The one-time code; completes the sign-in */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/two-factor/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set up an authenticator (an account that has none) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/auth/get-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do */
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
                        "application/json": components["schemas"]["StaffMember"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `changed` with the number of an order that changed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open reviews, the most urgent first */
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
                        "application/json": components["schemas"]["WaitingReview"][];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/reviews/{no}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim an order for 15 minutes, or claim it on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OpsOrder"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Give a claim back */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OpsOrder"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/reviews/{no}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReviewDecisionInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpsOrder"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders by number, organisation or USCC, the newest first */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    state?: components["schemas"]["OrderStateInput"];
                    page?: number;
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
                        "application/json": {
                            rows: {
                                no: string;
                                /** @enum {string} */
                                kind: "newApplication";
                                /** @enum {string} */
                                product: "organisationUkey";
                                state: components["schemas"]["OrderState"];
                                /** Format: date-time */
                                createdAt: string;
                                waitsFor: {
                                    who: components["schemas"]["OrderRole"] | null;
                                    until: string | null;
                                };
                                organisationName: string;
                                uscc: string;
                            }[];
                            total: number;
                        };
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/orders/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything about an order */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
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
                        "application/json": components["schemas"]["OpsOrder"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/orders/{no}/materials/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An uploaded document, marked with who looks at it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    kind: components["schemas"]["MaterialKindInput"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/orders/{no}/label.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Courier label of the made key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": string;
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/key-stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Key stations and the orders whose key is to be made */
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
                        "application/json": components["schemas"]["KeyStation"][];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/orders/{no}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the key of an order with a blank token; progress comes through events */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        stationId: string;
                        tokenSerial: string;
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
                            makingId: string;
                        };
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
    "/api/ops/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, the newest first, and whether its chain is whole */
        get: {
            parameters: {
                query?: {
                    page?: number;
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
                        "application/json": {
                            rows: components["schemas"]["AuditRow"][];
                            total: number;
                            intact: boolean;
                        };
                    };
                };
                /** @description A refusal (RFC 9457) */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description A refusal (RFC 9457) */
                "5XX": {
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        OrderStateInput: "draft" | "confirmed" | "materialsUploaded" | "awaitingPayment" | "inReview" | "making" | "shipping" | "completed" | "refunding" | "rejected" | "expired" | "cancelled";
        /** @enum {string} */
        OrderEventInput: "formSaved" | "proofed" | "confirmed" | "returnedToModify" | "materialsUploaded" | "submitted" | "cancelled" | "abandoned" | "qrRenewed" | "paid" | "paymentExpired" | "approved" | "refused" | "refunded" | "keyMade" | "keyDamaged" | "delivered";
        /** @enum {string} */
        OrderRoleInput: "applicant" | "reviewer" | "keyStation" | "courier" | "payment" | "system";
        /** @enum {string} */
        MaterialKindInput: "businessLicence" | "legalRepId" | "authorisation";
        /** @enum {string} */
        StaffRoleInput: "reviewer" | "seniorReviewer" | "keyStation" | "finance" | "support" | "auditor" | "administrator";
        PriceItemInput: {
            /** @enum {string} */
            item: "certificateYear" | "token" | "seal";
            quantity: number;
            unitFen: number;
        };
        ApplicationFormInput: {
            organisation?: {
                name?: string;
                uscc?: string;
            };
            legalRepresentative?: {
                name?: string;
                idNumber?: string;
                phone?: string;
            };
            operator?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            proofing?: {
                method?: string;
            };
            invoice?: {
                email?: string;
                address?: string;
                phone?: string;
                bank?: string;
                account?: string;
            };
            delivery?: {
                name?: string;
                phone?: string;
                province?: string;
                city?: string;
                district?: string;
                street?: string;
            };
            options?: "seal"[];
            agreement?: {
                accepted?: boolean;
                cpsVersion?: string;
            };
        };
        OrderViewInput: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderStateInput"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEventInput"][];
            waitsFor: {
                who: components["schemas"]["OrderRoleInput"] | null;
                until: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description As typed last; null before the first save */
            form: components["schemas"]["ApplicationFormInput"] | null;
            /** @description What the stored form still lacks */
            problems: {
                field: string;
                problem: string;
                message: string;
            }[];
            /** @description Accepted, but look again */
            doubts: {
                field: string;
                message: string;
            }[];
            proofing: {
                method: string;
                /** @enum {string} */
                state: "none" | "codeSent" | "passed";
                sentTo: string | null;
                expiresAt: string | null;
                resendAt: string | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            priceItems: components["schemas"]["PriceItemInput"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKindInput"];
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                /** @constant */
                provider: "alipay";
                /** @enum {string} */
                state: "waiting" | "paid" | "closed";
                qrContent: string | null;
                amountFen: number;
                /** Format: date-time */
                qrExpiresAt: string;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
            } | null;
            refund: {
                /** @enum {string} */
                state: "requested" | "done";
                amountFen: number;
                doneAt: string | null;
            } | null;
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "issued" | "mailed";
                number: string | null;
                url: string | null;
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected") | null;
                reason: string | null;
                words: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                routes: {
                    /** Format: date-time */
                    at: string;
                    place: string;
                    remark: string;
                }[];
            } | null;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                tokenSerial: string;
            } | null;
            /** @constant */
            passwordChannel: "legalRepPhone";
            timeline: {
                event: components["schemas"]["OrderEventInput"];
                state: components["schemas"]["OrderStateInput"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRoleInput"];
            }[];
        };
        OrderSummaryInput: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderStateInput"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRoleInput"] | null;
                until: string | null;
            };
            organisationName: string;
        };
        /** @description RFC 9457; title, detail and messages in the language of the caller. */
        ProblemInput: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            errors?: {
                field: string;
                problem: string;
                message: string;
            }[];
            retryAfterSeconds?: number;
        };
        CatalogueInput: {
            products: {
                /** @enum {string} */
                id: "organisationUkey";
                items: components["schemas"]["PriceItemInput"][];
                options: components["schemas"]["PriceItemInput"][];
                validityYears: number;
                reviewWorkingDays: number;
            }[];
            cpsVersion: string;
        };
        OpsOrderInput: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderStateInput"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEventInput"][];
            waitsFor: {
                who: components["schemas"]["OrderRoleInput"] | null;
                until: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description As typed last; null before the first save */
            form: components["schemas"]["ApplicationFormInput"] | null;
            /** @description What the stored form still lacks */
            problems: {
                field: string;
                problem: string;
                message: string;
            }[];
            /** @description Accepted, but look again */
            doubts: {
                field: string;
                message: string;
            }[];
            proofing: {
                method: string;
                /** @enum {string} */
                state: "none" | "codeSent" | "passed";
                sentTo: string | null;
                expiresAt: string | null;
                resendAt: string | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            priceItems: components["schemas"]["PriceItemInput"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKindInput"];
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                /** @constant */
                provider: "alipay";
                /** @enum {string} */
                state: "waiting" | "paid" | "closed";
                qrContent: string | null;
                amountFen: number;
                /** Format: date-time */
                qrExpiresAt: string;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
            } | null;
            refund: {
                /** @enum {string} */
                state: "requested" | "done";
                amountFen: number;
                doneAt: string | null;
            } | null;
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "issued" | "mailed";
                number: string | null;
                url: string | null;
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected") | null;
                reason: string | null;
                words: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                routes: {
                    /** Format: date-time */
                    at: string;
                    place: string;
                    remark: string;
                }[];
            } | null;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                tokenSerial: string;
            } | null;
            /** @constant */
            passwordChannel: "legalRepPhone";
            timeline: {
                event: components["schemas"]["OrderEventInput"];
                state: components["schemas"]["OrderStateInput"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRoleInput"];
            }[];
            uscc: string;
            organisationName: string;
            proofings: {
                method: string;
                /** @enum {string} */
                result: "matched" | "mismatched";
                inconsistent: string[];
                /** Format: date-time */
                at: string;
            }[];
            /** @description Open orders of the same organisation */
            duplicates: components["schemas"]["OrderSummaryInput"][];
            /** @description User name of the reviewer who holds the claim */
            claimedBy: string | null;
            claimedUntil: string | null;
            /** @description How far the key is; null when it is not being made */
            making: {
                /** @enum {string} */
                state: "waiting" | "working" | "failed";
                stationId: string | null;
                tokenSerial: string | null;
                step: ("formatting" | "generatingKey" | "issuing" | "writing" | "verified") | null;
            } | null;
            /** @description The run of this order in the Temporal UI */
            temporalUrl: string | null;
        };
        KeyStationInput: {
            id: string;
            online: boolean;
            plugged: {
                serial: string;
                model: string;
                /** @enum {string} */
                state: "blank" | "inUse" | "made";
            }[];
            queue: {
                no: string;
                organisationName: string;
                /** Format: date-time */
                approvedAt: string;
                making: {
                    /** @enum {string} */
                    state: "waiting" | "working" | "failed";
                    stationId: string | null;
                    tokenSerial: string | null;
                    step: ("formatting" | "generatingKey" | "issuing" | "writing" | "verified") | null;
                } | null;
            }[];
        };
        ReadinessInput: {
            ready: boolean;
            missing: string[];
        };
        AuditRowInput: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            subject: string;
            detail: {
                [key: string]: string | number | boolean;
            };
        };
        WaitingReviewInput: {
            no: string;
            organisationName: string;
            /** @constant */
            product: "organisationUkey";
            /** Format: date-time */
            dueAt: string;
            /** @description Due by a calendar that is not announced yet */
            provisional: boolean;
            overdue: boolean;
            /** Format: date-time */
            openedAt: string;
            claimedBy: string | null;
            claimedUntil: string | null;
            doubts: number;
        };
        ReviewDecisionInput: {
            /** @constant */
            decision: "approved";
            checks: ("licenceMatches" | "legalRepIdMatches" | "authorisationStamped" | "picturesLegible")[];
        } | {
            /** @constant */
            decision: "rejected";
            /** @enum {string} */
            reason: "licenceMismatch" | "legalRepIdMismatch" | "authorisationMissingStamp" | "pictureIllegible" | "organisationNotActive" | "suspectedImpersonation" | "other";
            words: string;
        };
        StaffMemberInput: {
            username: string;
            name: string;
            role: components["schemas"]["StaffRoleInput"];
            may: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit")[];
        };
        /** @enum {string} */
        OrderState: "draft" | "confirmed" | "materialsUploaded" | "awaitingPayment" | "inReview" | "making" | "shipping" | "completed" | "refunding" | "rejected" | "expired" | "cancelled";
        /** @enum {string} */
        OrderEvent: "formSaved" | "proofed" | "confirmed" | "returnedToModify" | "materialsUploaded" | "submitted" | "cancelled" | "abandoned" | "qrRenewed" | "paid" | "paymentExpired" | "approved" | "refused" | "refunded" | "keyMade" | "keyDamaged" | "delivered";
        /** @enum {string} */
        OrderRole: "applicant" | "reviewer" | "keyStation" | "courier" | "payment" | "system";
        /** @enum {string} */
        MaterialKind: "businessLicence" | "legalRepId" | "authorisation";
        /** @enum {string} */
        StaffRole: "reviewer" | "seniorReviewer" | "keyStation" | "finance" | "support" | "auditor" | "administrator";
        PriceItem: {
            /** @enum {string} */
            item: "certificateYear" | "token" | "seal";
            quantity: number;
            unitFen: number;
        };
        ApplicationForm: {
            organisation?: {
                name?: string;
                uscc?: string;
            };
            legalRepresentative?: {
                name?: string;
                idNumber?: string;
                phone?: string;
            };
            operator?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            proofing?: {
                method?: string;
            };
            invoice?: {
                email?: string;
                address?: string;
                phone?: string;
                bank?: string;
                account?: string;
            };
            delivery?: {
                name?: string;
                phone?: string;
                province?: string;
                city?: string;
                district?: string;
                street?: string;
            };
            options?: "seal"[];
            agreement?: {
                accepted?: boolean;
                cpsVersion?: string;
            };
        };
        OrderView: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderState"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEvent"][];
            waitsFor: {
                who: components["schemas"]["OrderRole"] | null;
                until: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description As typed last; null before the first save */
            form: components["schemas"]["ApplicationForm"] | null;
            /** @description What the stored form still lacks */
            problems: {
                field: string;
                problem: string;
                message: string;
            }[];
            /** @description Accepted, but look again */
            doubts: {
                field: string;
                message: string;
            }[];
            proofing: {
                method: string;
                /** @enum {string} */
                state: "none" | "codeSent" | "passed";
                sentTo: string | null;
                expiresAt: string | null;
                resendAt: string | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            priceItems: components["schemas"]["PriceItem"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKind"];
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                /** @constant */
                provider: "alipay";
                /** @enum {string} */
                state: "waiting" | "paid" | "closed";
                qrContent: string | null;
                amountFen: number;
                /** Format: date-time */
                qrExpiresAt: string;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
            } | null;
            refund: {
                /** @enum {string} */
                state: "requested" | "done";
                amountFen: number;
                doneAt: string | null;
            } | null;
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "issued" | "mailed";
                number: string | null;
                url: string | null;
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected") | null;
                reason: string | null;
                words: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                routes: {
                    /** Format: date-time */
                    at: string;
                    place: string;
                    remark: string;
                }[];
            } | null;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                tokenSerial: string;
            } | null;
            /** @constant */
            passwordChannel: "legalRepPhone";
            timeline: {
                event: components["schemas"]["OrderEvent"];
                state: components["schemas"]["OrderState"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRole"];
            }[];
        };
        OrderSummary: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderState"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRole"] | null;
                until: string | null;
            };
            organisationName: string;
        };
        /** @description RFC 9457; title, detail and messages in the language of the caller. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            errors?: {
                field: string;
                problem: string;
                message: string;
            }[];
            retryAfterSeconds?: number;
        };
        Catalogue: {
            products: {
                /** @enum {string} */
                id: "organisationUkey";
                items: components["schemas"]["PriceItem"][];
                options: components["schemas"]["PriceItem"][];
                validityYears: number;
                reviewWorkingDays: number;
            }[];
            cpsVersion: string;
        };
        OpsOrder: {
            no: string;
            /** @constant */
            kind: "newApplication";
            /** @constant */
            product: "organisationUkey";
            state: components["schemas"]["OrderState"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEvent"][];
            waitsFor: {
                who: components["schemas"]["OrderRole"] | null;
                until: string | null;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description As typed last; null before the first save */
            form: components["schemas"]["ApplicationForm"] | null;
            /** @description What the stored form still lacks */
            problems: {
                field: string;
                problem: string;
                message: string;
            }[];
            /** @description Accepted, but look again */
            doubts: {
                field: string;
                message: string;
            }[];
            proofing: {
                method: string;
                /** @enum {string} */
                state: "none" | "codeSent" | "passed";
                sentTo: string | null;
                expiresAt: string | null;
                resendAt: string | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            priceItems: components["schemas"]["PriceItem"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKind"];
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                /** @constant */
                provider: "alipay";
                /** @enum {string} */
                state: "waiting" | "paid" | "closed";
                qrContent: string | null;
                amountFen: number;
                /** Format: date-time */
                qrExpiresAt: string;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
            } | null;
            refund: {
                /** @enum {string} */
                state: "requested" | "done";
                amountFen: number;
                doneAt: string | null;
            } | null;
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "issued" | "mailed";
                number: string | null;
                url: string | null;
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected") | null;
                reason: string | null;
                words: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                routes: {
                    /** Format: date-time */
                    at: string;
                    place: string;
                    remark: string;
                }[];
            } | null;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                tokenSerial: string;
            } | null;
            /** @constant */
            passwordChannel: "legalRepPhone";
            timeline: {
                event: components["schemas"]["OrderEvent"];
                state: components["schemas"]["OrderState"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRole"];
            }[];
            uscc: string;
            organisationName: string;
            proofings: {
                method: string;
                /** @enum {string} */
                result: "matched" | "mismatched";
                inconsistent: string[];
                /** Format: date-time */
                at: string;
            }[];
            /** @description Open orders of the same organisation */
            duplicates: components["schemas"]["OrderSummary"][];
            /** @description User name of the reviewer who holds the claim */
            claimedBy: string | null;
            claimedUntil: string | null;
            /** @description How far the key is; null when it is not being made */
            making: {
                /** @enum {string} */
                state: "waiting" | "working" | "failed";
                stationId: string | null;
                tokenSerial: string | null;
                step: ("formatting" | "generatingKey" | "issuing" | "writing" | "verified") | null;
            } | null;
            /** @description The run of this order in the Temporal UI */
            temporalUrl: string | null;
        };
        KeyStation: {
            id: string;
            online: boolean;
            plugged: {
                serial: string;
                model: string;
                /** @enum {string} */
                state: "blank" | "inUse" | "made";
            }[];
            queue: {
                no: string;
                organisationName: string;
                /** Format: date-time */
                approvedAt: string;
                making: {
                    /** @enum {string} */
                    state: "waiting" | "working" | "failed";
                    stationId: string | null;
                    tokenSerial: string | null;
                    step: ("formatting" | "generatingKey" | "issuing" | "writing" | "verified") | null;
                } | null;
            }[];
        };
        Readiness: {
            ready: boolean;
            missing: string[];
        };
        AuditRow: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            subject: string;
            detail: {
                [key: string]: string | number | boolean;
            };
        };
        WaitingReview: {
            no: string;
            organisationName: string;
            /** @constant */
            product: "organisationUkey";
            /** Format: date-time */
            dueAt: string;
            /** @description Due by a calendar that is not announced yet */
            provisional: boolean;
            overdue: boolean;
            /** Format: date-time */
            openedAt: string;
            claimedBy: string | null;
            claimedUntil: string | null;
            doubts: number;
        };
        ReviewDecision: {
            /** @constant */
            decision: "approved";
            checks: ("licenceMatches" | "legalRepIdMatches" | "authorisationStamped" | "picturesLegible")[];
        } | {
            /** @constant */
            decision: "rejected";
            /** @enum {string} */
            reason: "licenceMismatch" | "legalRepIdMismatch" | "authorisationMissingStamp" | "pictureIllegible" | "organisationNotActive" | "suspectedImpersonation" | "other";
            words: string;
        };
        StaffMember: {
            username: string;
            name: string;
            role: components["schemas"]["StaffRole"];
            may: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit")[];
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
