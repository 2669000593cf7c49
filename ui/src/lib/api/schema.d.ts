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
    "/pki/ocsp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OCSP (RFC 6960); the body is an application/ocsp-request */
        post: {
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
                        "application/ocsp-response": string;
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
    "/pki/ocsp/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** OCSP (RFC 6960); the path is the request in base64 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    "*": string;
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
                        "application/ocsp-response": string;
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
    "/pki/tsa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Time stamps (RFC 3161); the body is an application/timestamp-query */
        post: {
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
                        "application/timestamp-reply": string;
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
                        product: components["schemas"]["ProductIdInput"];
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
    "/api/orders/{no}/activation-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the signer */
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
    "/api/orders/{no}/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Activate the hosted certificate by the signer’s code */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/orders/{no}/consent-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the signer, for what the order says */
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
    "/api/orders/{no}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree by the code: only the worker that holds the keys can read it */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/hosted-renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to renew a hosted certificate, or go on where it was left. By /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
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
    "/api/hosted-renewals/{no}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核对信息: correct the mail addresses and confirm; a code goes to the signer */
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
                        operatorEmail: string;
                        invoiceEmail: string;
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
    "/api/hosted-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to change the information of a hosted certificate, or go on where it was left. By /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
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
    "/api/phone-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to change the signer’s phone, or go on where it was left. By /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
                        phone: string;
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
    "/api/phone-changes/{no}/binding-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the new phone */
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
    "/api/phone-changes/{no}/binding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The new phone signs from now on, by its code */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the CA is and how to reach it */
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
                        "application/json": components["schemas"]["Company"];
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
                /** @description Server-sent events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
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
                query: {
                    /** @description The one that this form was made from; 409 where it is not the last */
                    revision: number;
                };
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
    "/api/orders/{no}/holder-proofing-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The old phone is gone: check the identity in the chosen way, then send a code */
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
                        /** @enum {string} */
                        method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard";
                        /** @description Of the legal representative or the person, where it is not the one we know */
                        phone?: string;
                        bankCard?: string;
                        /** @enum {string} */
                        cardConsent?: "1.0";
                        bank?: string;
                        account?: string;
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
    "/api/orders/{no}/key-proof/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket by which a key of the person can sign */
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
                        agentNonce: string;
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
                            ticket: string;
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
    "/api/orders/{no}/key-proof/nonce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What that key signs */
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
                        "application/json": components["schemas"]["KeyNonce"];
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
    "/api/orders/{no}/key-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the identity by what the key has signed */
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
                    "application/json": components["schemas"]["KeyStatementInput"];
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
    "/api/orders/{no}/hosted-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the identity by the code to the phone of the hosted certificate */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
                         * @description A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up
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
        /** Take a document back that the order does not need: the seal is generated then */
        delete: {
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
    "/api/orders/{no}/materials/resent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The documents that were asked for again are there */
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
    "/api/orders/{no}/seals/{id}/picture.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of the seal, transparent, 600 dots an inch */
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
                        "image/png": string;
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
    "/api/orders/{no}/seals/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal as signed data (SESeal of GB/T 38540-2020, DER) */
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
                        "application/octet-stream": string;
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
        /** 提交订单 with the operator’s code, and that of the old phone where the reserved one changes and the identity was not proved instead */
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
                        oldPhoneCode?: string;
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
    "/api/orders/{no}/invoices/{id}/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 电子发票, as PDF, XML or OFD */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    id: string;
                    format: "pdf" | "xml" | "ofd";
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
                        "application/xml": string;
                        "application/ofd": string;
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
    "/api/orders/{no}/invoices/{id}/mailings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 电子发票重新获取: mail it again, to another address if one is given */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        email?: string;
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
    "/api/orders/{no}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct the address of a parcel that came back */
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
                    "application/json": {
                        name?: string;
                        phone?: string;
                        province?: string;
                        city?: string;
                        district?: string;
                        street?: string;
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
    "/api/unlocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to unlock the key that was read, or go on where somebody else began */
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
                        tokenSerial: string;
                        /** @description DER */
                        certificates: string[];
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
    "/api/unlocks/{no}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the reserved phone */
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
    "/api/unlocks/{no}/authorisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Authorise a new PIN by the code on the reserved phone */
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
    "/api/unlocks/{no}/proofing-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check the identity in the chosen way, then send the unlock authorisation code */
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
                        /** @enum {string} */
                        method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard";
                        /** @description Of the legal representative or the person, where it is not the one we know */
                        phone?: string;
                        bankCard?: string;
                        /** @enum {string} */
                        cardConsent?: "1.0";
                        bank?: string;
                        account?: string;
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
    "/api/unlocks/{no}/proofing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Authorise a new PIN by the unlock authorisation code */
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
    "/api/unlocks/{no}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket to unlock this key */
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
                        agentNonce: string;
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
                            ticket: string;
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
    "/api/unlocks/{no}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The SO PINs of this key, sealed to the agent that began an unlock */
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
                        agentNonce: string;
                        /**
                         * Format: byte
                         * @description X25519, SPKI
                         */
                        agentPublicKey: string;
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
                        "application/json": {
                            /** Format: uuid */
                            requestId: string;
                            envelope: {
                                context: {
                                    requestId: string;
                                    tokenSerial: string;
                                    agentNonce: string;
                                    agentPublicKey: string;
                                    fromGeneration: number;
                                    toGeneration: number;
                                    expiresAt: number;
                                };
                                sealed: string;
                                signature: string;
                            };
                            nonce: string;
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
    "/api/unlocks/{no}/requests/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The key has its new PIN, and signs that it has */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: byte
                         * @description DER
                         */
                        certificate: string;
                        /** Format: byte */
                        signature: string;
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
    "/api/unlocks/{no}/so-pin-lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The SO PIN of the key is locked or at its last try: only a replacement helps */
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
    "/api/holder/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to the operator of the latest order, its legal representative or its proved account */
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
                        holder?: "organisation";
                        /** @description 统一社会信用代码 */
                        identifier: string;
                        /**
                         * @description Who gets the code
                         * @default operator
                         * @enum {string}
                         */
                        to?: "operator" | "legalRepresentative" | "account";
                    } | {
                        /** @enum {string} */
                        holder: "person";
                        /** @description 居民身份证号码 of a person */
                        identifier: string;
                        /**
                         * @description A person acts for itself
                         * @default operator
                         * @enum {string}
                         */
                        to?: "operator";
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
                        "application/json": components["schemas"]["CodeAsked"];
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
    "/api/holder/codes/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send another code for what this browser asked for */
        post: {
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
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CodeAsked"];
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
    "/api/holder/codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the holder’s certificates by the code */
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
                        "application/json": components["schemas"]["HolderCertificate"][];
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
    "/api/holder/certificates/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a hosted certificate was used for, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of before; the `at` of the last one known */
                    before?: string;
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
                        "application/json": {
                            uses: components["schemas"]["CertificateUse"][];
                            more: boolean;
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
    "/api/holder/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificates of the holder that this browser has proved to be or to act for */
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
                        "application/json": components["schemas"]["HolderCertificate"][];
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
    "/api/holder/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The other systems that the holder lets ask for signatures */
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
                        "application/json": components["schemas"]["AllowedClient"][];
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
    "/api/holder/api-clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop one of them, at once */
        delete: {
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
                        "application/json": components["schemas"]["AllowedClient"][];
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
    "/api/loss-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report keys lost; their certificates go on hold */
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
                        certificateIds: string[];
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
    "/api/loss-reports/{no}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket by which the found key can sign that it is found */
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
                        agentNonce: string;
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
                            ticket: string;
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
    "/api/loss-reports/{no}/nonce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the key signs */
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
                        "application/json": components["schemas"]["KeyNonce"];
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
    "/api/loss-reports/{no}/lifting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除挂失: the key signs, so key and PIN are there. An open replacement is cancelled by it */
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
                    "application/json": components["schemas"]["KeyStatementInput"];
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
    "/api/loss-reports/{no}/lifting-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the signer of a hosted certificate that is on hold */
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
    "/api/loss-reports/{no}/lifting-by-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除挂失 of a hosted certificate by its signer’s code. An open replacement is cancelled by it */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/loss-reports/{no}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the certificate up: it is revoked and cannot come back */
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
    "/api/replacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 补办: begin; a lost key’s certificate goes on hold by it */
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
                        /** Format: uuid */
                        certificateId: string;
                        /** @enum {string} */
                        fate: "lost" | "damaged";
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
    "/api/replacements/{no}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket by which another key of the holder can sign the confirmation */
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
                        agentNonce: string;
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
                            ticket: string;
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
    "/api/replacements/{no}/nonce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What that key signs */
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
                        "application/json": components["schemas"]["KeyNonce"];
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
    "/api/replacements/{no}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 签名验证: submit, confirmed by another key of the holder */
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
                    "application/json": components["schemas"]["KeyStatementInput"];
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
    "/api/replacements/{no}/statement-readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The transfer is made: look at the bank statement now and not in some minutes */
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
                        "application/json": {
                            read: boolean;
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
    "/api/key-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket to read what is plugged in and to let it sign, and what it has to sign */
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
                        agentNonce: string;
                        operations: ("read" | "prove" | "changePin")[];
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
                            nonce: string;
                            ticket: string;
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
    "/api/key-sessions/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key that this browser has logged in with */
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
                        "application/json": components["schemas"]["KeyLogin"];
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
        /** Log in with a key: what it signed for the purpose keyLogin */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyStatementInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KeyLogin"];
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
    "/api/key-sessions/test-signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify what the key signed for the purpose testSignature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["KeyStatementInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TestedSignature"];
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
    "/api/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to renew the certificate of this key, or go on where it was left */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
    "/api/renewals/{no}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核对信息: correct the contact data and confirm; a code goes to the operator, and to the old phone where that changes */
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
                        operatorPhone: string;
                        operatorEmail: string;
                        invoiceEmail: string;
                        /**
                         * @description No documents or bids are waiting that only the old key pair can decrypt
                         * @enum {boolean}
                         */
                        nothingEncrypted: true;
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
    "/api/information-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to change the information of this key’s certificate, or go on where it was left */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
    "/api/information-changes/{no}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is to be changed; codes go out, or papers are asked for */
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
                        organisation?: {
                            name: string;
                            uscc: string;
                        };
                        legalRepresentative?: {
                            name: string;
                            /** @enum {string} */
                            idType: "residentId" | "hkMacaoPermit" | "taiwanPermit" | "foreignResidentPermit" | "passport";
                            idNumber: string;
                            phone: string;
                        };
                        operator?: {
                            name: string;
                            idNumber: string;
                            phone: string;
                            email: string;
                        };
                        /** @description The holder, in place of the three above */
                        person?: {
                            name: string;
                            idNumber: string;
                            phone: string;
                            email: string;
                        };
                        invoiceEmail: string;
                        /** @description Of the organisation, where nothing but a transfer can prove its new legal representative */
                        account?: {
                            bank: string;
                            account: string;
                        };
                        /** @description Of a certificate that is replaced: nothing waits that only its old key pair can decrypt */
                        nothingEncrypted: boolean;
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
    "/api/writings/{no}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A ticket for what is to be done at the key of this order now, and what it signs to log in or to finish */
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
                        agentNonce: string;
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
                            ticket: string;
                            nonce: string;
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
    "/api/writings/{no}/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The key of this order is here again: what it signed for the purpose keyLogin */
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
                        /**
                         * Format: byte
                         * @description DER
                         */
                        certificate: string;
                        /** Format: byte */
                        signature: string;
                        /**
                         * Format: uuid
                         * @description Made by the page
                         */
                        holder: string;
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
                        "application/json": components["schemas"]["WritingProgress"];
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
    "/api/writings/{no}/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The page is still there; sent every 20 seconds */
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
                    "application/json": {
                        /** Format: uuid */
                        holder: string;
                        fence: number;
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
                        "application/json": components["schemas"]["WritingProgress"];
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
    "/api/writings/{no}/lease/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The page is left: another one can take over at once */
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
                        /** Format: uuid */
                        holder: string;
                        fence: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/writings/{no}/pair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The key has made its pair for this order; the certificate is issued for it */
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
                        /** Format: uuid */
                        holder: string;
                        fence: number;
                        /** Format: byte */
                        spki: string;
                        /**
                         * Format: byte
                         * @description By the new pair
                         */
                        signature: string;
                        /** @description That it was made on the key */
                        attributes: {
                            [key: string]: boolean;
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
                        "application/json": components["schemas"]["WritingProgress"];
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
    "/api/writings/{no}/written": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The certificate is in the key, and its pair signs */
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
                        /** Format: uuid */
                        holder: string;
                        fence: number;
                        /**
                         * Format: byte
                         * @description By the new pair
                         */
                        signature: string;
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
                        "application/json": components["schemas"]["WritingProgress"];
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
    "/api/writings/{no}/finished": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The new pair is the one in use: what it signed for the purpose finishWriting; the page gives its lease back */
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
                        /** Format: uuid */
                        holder: string;
                        fence: number;
                        /**
                         * Format: byte
                         * @description DER
                         */
                        certificate: string;
                        /** Format: byte */
                        signature: string;
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
    "/api/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a certificate revoked; it goes on hold at once. The holder was proved by /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
                        /** @enum {string} */
                        reason: "keyCompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation";
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
                        "application/json": components["schemas"]["OrderSummary"];
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
    "/api/revocations/{no}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the operator */
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
    "/api/revocations/{no}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the certificate up by the code: it is revoked and cannot come back */
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
    "/api/revocations/{no}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the request back: the hold is lifted, unless something else holds the certificate */
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
    "/api/signings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign by a hosted certificate. The holder was proved by /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
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
    "/api/signings/{no}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a PDF (multipart field `file`); one that cannot be signed is refused with the reason */
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
                    "multipart/form-data": {
                        /**
                         * Format: binary
                         * @description A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/signings/{no}/documents/{id}/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Where the seal stands: the middle of each on its page; 骑缝章 across all pages if wished */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    no: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        at: {
                            /** @description 0 is the first */
                            page: number;
                            x: number;
                            y: number;
                        }[];
                        across: boolean;
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
    "/api/signings/{no}/seal.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal of the certificate */
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
                        "image/png": string;
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
    "/api/signings/{no}/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document as it is now, signed or not */
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
        /** Take a document out */
        delete: {
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
    "/api/signings/{no}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 签署记录 as a PDF, signed by the authority: hashes, signers, codes, and all that happened until now */
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
    "/api/signings/{no}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the signer, for exactly these documents */
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
        /** Back to the documents; the code is void when another is sent */
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
    "/api/signings/{no}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign by the code: only the worker that holds the keys can read it */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/signings/{no}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the request */
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
    "/api/seal-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to order a seal, or go on where it was left: for a hosted certificate by /api/holder/codes, for one in a key by logging in with that */
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
                        /**
                         * Format: uuid
                         * @description Left out: that of the key that is logged in
                         */
                        certificateId?: string;
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
    "/api/seal-orders/{no}/preview.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal as it is drawn where no imprint is uploaded */
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
                        "image/png": string;
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
    "/api/uses-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the uses of the holder’s certificates are mailed */
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
        /** Have them mailed to this address, once it is confirmed there. By /api/holder/codes */
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
                        email: string;
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
        /** No more of them, at once */
        delete: {
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uses-mail/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the link in a mail is for */
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
                        key: string;
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
    "/api/uses-mail/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the address by the link */
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
                        key: string;
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
    "/api/uses-mail/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No more of them, by the link */
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
                        key: string;
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
                            /** @description Null where none are wanted */
                            mail: components["schemas"]["UsesMail"] | null;
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
    "/api/signers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may sign */
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
                        "application/json": components["schemas"]["Signer"][];
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
    "/api/signers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 收回: at once. Open requests to this signer are void */
        delete: {
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
                        "application/json": components["schemas"]["Signer"][];
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
    "/api/signer-namings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to name a signer, or go on where it was left. By /api/holder/codes */
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
                        /** @description Last day in Beijing on which this signer signs */
                        until: string | null;
                        documentsPerDay: number | null;
                        /** Format: uuid */
                        certificateId: string;
                        name: string & (unknown & unknown);
                        phone: string;
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
    "/api/signer-namings/{no}/binding-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the new phone */
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
    "/api/signer-namings/{no}/binding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The new phone signs from now on, by its code */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
    "/api/signing-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a request to several signers, in the name of the holder of a hosted certificate. The holder was proved by /api/holder/codes */
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
                        /** Format: uuid */
                        certificateId: string;
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
    "/api/signing-requests/{no}/signers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name another signer: by holder and phone, or one of the sender’s own by `id` */
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
                        /** @description 统一社会信用代码 of the holder of a hosted certificate, or the serial number of one */
                        holder: string;
                        /** @description Of the signer */
                        phone: string;
                    } | {
                        /** Format: uuid */
                        id: string;
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
    "/api/signing-requests/{no}/signers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a signer out */
        delete: {
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
    "/api/signing-requests/{no}/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发起签署: each signer whose turn it is gets a link by SMS */
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
                        /** @description One signer after the other, in the order of `signers` */
                        inOrder: boolean;
                        /** @description For how many days it waits for its signers */
                        openDays: number;
                        /** @description All signers in their order, by the `id` of each */
                        signers: string[];
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
    "/api/signing-requests/{no}/signers/{id}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 催签: remind a signer who is asked and has not answered, once an hour and three times a day */
        post: {
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
    "/api/signing-requests/{no}/signers/{id}/seal.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal of a signer who has signed */
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
                        "image/png": string;
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
    "/api/signing-requests/{no}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the request */
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
    "/api/v1/signing-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a request: who signs, in what order, and for how many days they are waited for */
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
                        /** @description One signer after the other, in the order of `signers` */
                        inOrder: boolean;
                        /** @description For how many days it waits for its signers */
                        openDays: number;
                        signers: {
                            /** @description 统一社会信用代码 of the holder of a hosted certificate, or the serial number of one */
                            holder: string;
                            /** @description Of the signer */
                            phone: string;
                        }[];
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
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
    "/api/v1/signing-requests/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it stands */
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
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
        /** Withdraw it: nobody can sign it any more, and its documents are deleted */
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
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
    "/api/v1/signing-requests/{no}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a PDF (multipart field `file`); one that cannot be signed is refused with the reason */
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
                    "multipart/form-data": {
                        /**
                         * Format: binary
                         * @description A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up
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
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
    "/api/v1/signing-requests/{no}/sending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it: each signer whose turn it is gets a link by SMS */
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
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
    "/api/v1/signing-requests/{no}/signers/{id}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remind a signer who is asked and has not answered, once an hour and three times a day */
        post: {
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientSigningRequest"];
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
    "/api/v1/signing-requests/{no}/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document as it is now, with the signatures that it has */
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
    "/api/v1/signing-requests/{no}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 签署记录 as a PDF, signed by the authority: hashes, signers, codes, and all that happened until now */
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
    "/api/signing-parts/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a part by the link that was sent: what stands behind its # */
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
                        key: string;
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The request, as this signer sees it */
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `changed` whenever the request changed */
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
                /** @description Server-sent events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
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
    "/api/signing-parts/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document as it is now, with the signatures that it has */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    document: string;
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
    "/api/signing-parts/{id}/trail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 签署记录 as a PDF, signed by the authority: hashes, signers, codes, and all that happened until now */
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
    "/api/signing-parts/{id}/seal.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal of the signer’s certificate */
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
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": string;
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
    "/api/signing-parts/{id}/signers/{other}/seal.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seal of another signer, who has signed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    other: string;
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
                        "image/png": string;
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
    "/api/signing-parts/{id}/documents/{document}/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Where the signer’s seal stands: the middle of each; 骑缝章 across all pages if wished */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    document: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        at: {
                            /** @description 0 is the first */
                            page: number;
                            x: number;
                            y: number;
                        }[];
                        across: boolean;
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to the signer, for exactly these documents */
        post: {
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign by the code: only the worker that holds the keys can read it */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 拒签: the signer signs nothing of this, and says why. The request ends for all */
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
                        /** @description Shown to the sender */
                        reason: string;
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
                        "application/json": components["schemas"]["SigningPart"];
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
    "/api/signing-parts/{id}/delegation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 转交: to another signer of the same certificate, who gets a link; this one opens nothing any more */
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
                        /** Format: uuid */
                        signerId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/certificate-lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a certificate stands, by its serial number */
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
                        serial: string;
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
                        "application/json": components["schemas"]["PublicCertificate"];
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
    "/api/certificate-lookups/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How a certificate stands, by its file (multipart field `file`: .cer, .crt or .pem) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /**
                         * Format: binary
                         * @description A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up
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
                        "application/json": components["schemas"]["PublicCertificate"];
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
    "/api/document-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who signed a PDF, when, and what became of it since (multipart field `file`); it is not kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /**
                         * Format: binary
                         * @description A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up
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
                        "application/json": components["schemas"]["DocumentVerification"];
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
    "/api/practice-statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published practice statements, the newest last */
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
                        "application/json": components["schemas"]["PracticeStatement"][];
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
        /** Send a code to the operator of the latest order, its legal representative or its proved account */
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
                        holder?: "organisation";
                        /** @description 统一社会信用代码 */
                        identifier: string;
                        /**
                         * @description Who gets the code
                         * @default operator
                         * @enum {string}
                         */
                        to?: "operator" | "legalRepresentative" | "account";
                    } | {
                        /** @enum {string} */
                        holder: "person";
                        /** @description 居民身份证号码 of a person */
                        identifier: string;
                        /**
                         * @description A person acts for itself
                         * @default operator
                         * @enum {string}
                         */
                        to?: "operator";
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
                        "application/json": components["schemas"]["CodeAsked"];
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
    "/api/order-queries/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send another code for what this browser asked for */
        post: {
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
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CodeAsked"];
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
        /** Open the orders by the code, for 15 minutes after the last act on one of them */
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
    "/api/browser-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands open in this browser */
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
                        "application/json": components["schemas"]["BrowserSession"];
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
        /** 退出: close all that stands open in this browser */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/key-agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ports on loopback, in this order, and the oldest version that still works */
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
                            ports: number[];
                            minimumVersion: string;
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
    "/api/key-agent/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can be downloaded, newest first */
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
                        "application/json": components["schemas"]["AgentPackage"][];
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
    "/api/key-agent/packages/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
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
                        "application/octet-stream": string;
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
                        out_trade_no?: string;
                        sign: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Passed on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": "success";
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
    "/api/callbacks/wechat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** WeChat Pay’s notice of a transaction */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/api/callbacks/uses-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same by a program that opens the address instead: the page asks */
        get: {
            parameters: {
                query: {
                    /** @description As it stands in the header of the mail */
                    key: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
        /** One click in a mail program */
        post: {
            parameters: {
                query: {
                    /** @description As it stands in the header of the mail */
                    key: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        "List-Unsubscribe": "One-Click";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
        /** Sign in: user name and password; `twoFactorRedirect` when the one-time code is wanted next */
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
                        username: string;
                        password: string;
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
                            twoFactorRedirect: boolean;
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
                        "application/json": {
                            user: {
                                name: string;
                                username: string;
                                role: string;
                            };
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
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
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
                            totpURI: string;
                            backupCodes: string[];
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
    "/api/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password; all other sessions may end by it */
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
                        currentPassword: string;
                        newPassword: string;
                        /** @default true */
                        revokeOtherSessions?: boolean;
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
                            user: {
                                name?: string;
                                username?: string;
                                role?: string;
                            };
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
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
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
                            success: boolean;
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
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            user: {
                                name: string;
                                username: string;
                                role: string;
                            };
                        } | null;
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
                /** @description Server-sent events */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
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
    "/api/ops/reviews/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The most urgent review that this reviewer may decide and nobody else has */
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
                            no: string | null;
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
        /** Approve, reject, ask for documents again, or agree to a cancellation */
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
        /** Open orders, the urgent first, then the soonest due; or those that have ended, the latest first */
        get: {
            parameters: {
                query?: {
                    standing?: "open" | "ended";
                    kind?: components["schemas"]["OrderKindInput"];
                    product?: components["schemas"]["ProductIdInput"];
                    state?: components["schemas"]["OrderStateInput"];
                    /** @description Whose move they wait for */
                    who?: "applicant" | "signer" | "reviewer" | "keyStation" | "support" | "courier" | "payment" | "bank" | "system";
                    priority?: components["schemas"]["PriorityInput"];
                    /** @description `me`, `nobody`, or a user name */
                    assignee?: ("me" | "nobody") | string;
                    due?: "overdue" | "today";
                    /** @description `next` of the page before */
                    after?: string;
                    /** @description Numbers apart by commas: of the list these alone, as far as they are in it */
                    only?: string;
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
                            rows: components["schemas"]["OrderLine"][];
                            /** @description Give it as `after`; null on the last page */
                            next: string | null;
                            /** @description Of open orders, whenever they are due */
                            counts: components["schemas"]["WorkCounts"] | null;
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
    "/api/ops/orders/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders, open or not, by anything that identifies them: a number of order, key, certificate, waybill, trade, invoice or receipt, a USCC, a name, a phone, an identity number */
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
                        text: string;
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
                            rows: components["schemas"]["OrderLine"][];
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
    "/api/ops/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is to do: how much, how much of it today, how much is late */
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
                        "application/json": components["schemas"]["Overview"];
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
    "/api/ops/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works here */
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
                            username: string;
                            name: string;
                            role: components["schemas"]["StaffRole"];
                        }[];
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
    "/api/ops/orders/{no}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Take the step that an order waits for, give it to somebody, or give it back */
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
                    "application/json": {
                        /** @description User name; null gives it back */
                        assignee: string | null;
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
                        "application/json": Record<string, never>;
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
    "/api/ops/orders/{no}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Urgent orders come first in every list */
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
                    "application/json": {
                        priority: components["schemas"]["PriorityInput"];
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
                        "application/json": Record<string, never>;
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
    "/api/ops/tasks/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Take a task, give it to somebody, or give it back */
        put: {
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
                        /** @description User name; null gives it back */
                        assignee: string | null;
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
                        "application/json": Record<string, never>;
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
    "/api/ops/tasks/{id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Urgent tasks come first */
        put: {
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
                        priority: components["schemas"]["PriorityInput"];
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
                        "application/json": Record<string, never>;
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
    "/api/ops/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own filters, by name */
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
                        "application/json": components["schemas"]["SavedFilter"][];
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
        /** Keep a filter by a name; the same name again takes its place */
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
                        list: "orders" | "tasks";
                        name: string;
                        query: {
                            [key: string]: string;
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
                        "application/json": components["schemas"]["SavedFilter"][];
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
    "/api/ops/filters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Keep a filter no longer */
        delete: {
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
                        "application/json": components["schemas"]["SavedFilter"][];
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
    "/api/ops/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates, the newest first; searched by serial number, USCC or organisation */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    state?: ("issued" | "active" | "held" | "revoked" | "expired") | ("all" | "approval");
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
                            rows: components["schemas"]["OpsCertificate"][];
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
    "/api/ops/certificates/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A certificate, what was done about it, and its trail in the audit log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
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
                        "application/json": components["schemas"]["OpsCertificateDetail"];
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
    "/api/ops/certificates/{serial}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the revocation; the certificate goes on hold, others decide */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        origin: "staff" | "legalOrder";
                        reason: components["schemas"]["RevocationReasonInput"];
                        note: string;
                        /** @description Number of the authority’s order */
                        legalReference?: string;
                        /**
                         * Format: date-time
                         * @description Since when its signatures are in doubt
                         */
                        invalidityDate?: string;
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
                        "application/json": components["schemas"]["OpsCertificateDetail"];
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
    "/api/ops/revocations/{no}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or refuse what another member of staff asked for */
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
                        approved: boolean;
                        note: string;
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
                        "application/json": components["schemas"]["OpsCertificateDetail"];
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
    "/api/ops/revocations/{no}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what one asked for oneself */
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
                        "application/json": components["schemas"]["OpsCertificateDetail"];
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
        /** The audit log, the newest first, and what its latest verification found */
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
                        "application/json": components["schemas"]["AuditLog"];
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
    "/api/ops/certificates/{serial}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bundles of evidence that were asked for, and legal holds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
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
                        "application/json": components["schemas"]["CertificateRecords"];
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
    "/api/ops/certificates/{serial}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a bundle of everything that is kept about a certificate, signed by the CA */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
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
                        "application/json": components["schemas"]["CertificateRecords"];
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
    "/api/ops/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take a bundle of evidence away (zip); audited */
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
                /** @description The file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": string;
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
    "/api/ops/certificates/{serial}/legal-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep the records of a certificate from being purged */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reference: string;
                        note: string;
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
                        "application/json": components["schemas"]["CertificateRecords"];
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
    "/api/ops/certificates/{serial}/legal-holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lift a legal hold */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    serial: string;
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
                        "application/json": components["schemas"]["CertificateRecords"];
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
    "/api/ops/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bank receipts, those that wait for finance first */
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
                        "application/json": components["schemas"]["BankReceipt"][];
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
    "/api/ops/receipts/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the bank statement now */
        post: {
            parameters: {
                query?: never;
                header?: never;
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
                        "application/json": Record<string, never>;
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
    "/api/ops/receipts/{id}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The money is for this order, whoever paid it */
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
                        no: string;
                        note: string;
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
                        "application/json": components["schemas"]["BankReceipt"][];
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
    "/api/ops/receipts/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The money goes back to where it came from */
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
                        note: string;
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
                        "application/json": components["schemas"]["BankReceipt"][];
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
    "/api/ops/returns/{id}/by-hand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank failed a transfer back: it was made by hand, in these words */
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
                        note: string;
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
                        "application/json": components["schemas"]["BankReceipt"][];
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
    "/api/ops/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open work that processes left for people, the urgent first, then the soonest due */
        get: {
            parameters: {
                query?: {
                    kind?: "refundFailed" | "refundUnclear" | "wrongAmount" | "doubledVoucher" | "invoiceFailed" | "makingOverdue" | "issuingOverdue" | "parcelReturned" | "deliveryOverdue" | "passwordUndelivered" | "unlockRisk" | "unlockUnconfirmed" | "crlLate" | "auditUnsealed" | "auditUnstamped" | "auditBroken" | "runEnded" | "smsStopped";
                    priority?: components["schemas"]["PriorityInput"];
                    /** @description `me`, `nobody`, or a user name */
                    assignee?: ("me" | "nobody") | string;
                    due?: "overdue" | "today";
                    /** @description `next` of the page before */
                    after?: string;
                    /** @description Numbers of orders apart by commas, or `tasks`: of the list the tasks of these alone */
                    only?: string;
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
                            rows: components["schemas"]["StaffTask"][];
                            /** @description Give it as `after`; null on the last page */
                            next: string | null;
                            counts: components["schemas"]["WorkCounts"];
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
    "/api/ops/tasks/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done, in these words; money of a wrong amount is given back by this. A refund by hand is refused where the provider has made it */
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
                        note: string;
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
                        "application/json": Record<string, never>;
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
    "/api/ops/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days on which people work or rest against the plain week */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
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
                            year: number;
                            announced: boolean;
                            days: components["schemas"]["CalendarDay"][];
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
    "/api/ops/calendar/days/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A holiday or a make-up working day; reviews under way are computed again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        working: boolean;
                        name: string;
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
                            year: number;
                            announced: boolean;
                            days: components["schemas"]["CalendarDay"][];
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
        post?: never;
        /** Back to the plain week */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    day: string;
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
                            year: number;
                            announced: boolean;
                            days: components["schemas"]["CalendarDay"][];
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
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/review-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where two people have to approve */
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
                        "application/json": components["schemas"]["ReviewRule"][];
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
    "/api/ops/review-rules/{rule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch a rule on or off, for orders that come to review from now on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    rule: "usccDoubtful" | "operatorIsLegalRep" | "foreignLegalRep" | "severalMismatches";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        active: boolean;
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
                        "application/json": components["schemas"]["ReviewRule"][];
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
    "/api/ops/orders/{no}/parcel-loss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The courier has lost the parcel */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/orders/{no}/reshipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a key that came back once more */
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API clients, those in use first */
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
                        "application/json": components["schemas"]["ApiClient"][];
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
        /** Make an API client; its secret, if it proves itself by one, is told here and never again */
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
                        name: string;
                        permissions: ("signing-requests" | "csc")[];
                        /** @description Where its users may be sent back to, exactly */
                        redirectUris: string[];
                        requestsPerMinute: number;
                        documentsPerDay: number;
                        /** @enum {string} */
                        provesBy: "secret" | "certificate";
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
                        "application/json": {
                            client: components["schemas"]["ApiClient"];
                            secret: string | null;
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
    "/api/ops/api-clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API client: from now on neither its secret, its certificates nor its tokens are taken */
        delete: {
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
                        "application/json": components["schemas"]["ApiClient"][];
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
    "/api/ops/api-clients/{id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Certificates of a client, the newest first */
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
                        "application/json": components["schemas"]["ClientCertificate"][];
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
    "/api/ops/api-clients/{id}/certificates/{certificateId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Have a certificate made for a key of the client; the same request again tells how far that is. Only of a client that proves itself by certificates */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    certificateId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description PKCS#10 (RFC 2986) in PEM, by an RSA key of 2048 to 4096 bits, with SHA-256 */
                        request: string;
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
                        "application/json": components["schemas"]["ClientCertificate"][];
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
    "/api/ops/api-clients/{id}/certificates/{certificateId}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke a certificate of a client: from now on it is not taken, and CRL and OCSP say so */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    certificateId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        reason: "superseded" | "keyCompromise" | "cessationOfOperation" | "privilegeWithdrawn";
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
                        "application/json": components["schemas"]["ClientCertificate"][];
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
    "/api/ops/api-clients/{id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a client was told lately */
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
                        "application/json": components["schemas"]["Webhooks"];
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
        /** Where a client is told; the secret is told here, and never again */
        put: {
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
                        url: string;
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
                            secret: string;
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
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/api-clients/{id}/webhooks/{event}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    event: string;
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
                        "application/json": components["schemas"]["Webhooks"];
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
    "/api/authorization-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks for what */
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
                        "application/json": components["schemas"]["AuthorizationRequest"];
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
        /** Refuse it */
        delete: {
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
                        "application/json": {
                            /** Format: uri */
                            location: string;
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
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/authorization-requests/{id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发送验证码: to whichever signer of the certificate is at this phone, for exactly these hashes */
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
                        phone: string;
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
                        "application/json": components["schemas"]["AuthorizationRequest"];
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
    "/api/authorization-requests/{id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign by the code: only the worker that holds the keys can read it */
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
                        /** Format: uuid */
                        authorisationId: string;
                        /**
                         * Format: byte
                         * @description Sealed to `sealTo`; see docs/signing.md
                         */
                        sealed: string;
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
                            /** Format: uri */
                            location: string;
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
    "/api/authorization-requests/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back to the client, where the answer to the signature was lost */
        post: {
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
                        "application/json": {
                            /** Format: uri */
                            location: string;
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
    "/api/authorization-requests/{id}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the client see these certificates. The holder was proved by /api/holder/codes */
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
                        certificateIds: string[];
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
                            /** Format: uri */
                            location: string;
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
    "/oauth2/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Send a signer here: to let the client see certificates (service), or sign hashes (credential) */
        get: {
            parameters: {
                query?: {
                    response_type?: string;
                    client_id?: string;
                    redirect_uri?: string;
                    scope?: string;
                    state?: string;
                    code_challenge?: string;
                    code_challenge_method?: string;
                    authorization_details?: string;
                    credentialID?: string;
                    numSignatures?: string;
                    description?: string;
                    /** @description Apart by commas */
                    hashes?: string;
                    hashAlgorithmOID?: string;
                    /** @description Version 1 */
                    hash?: string;
                    /** @description Version 1 */
                    hashAlgo?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To the page on which the signer decides, or back to the client */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A token for the client itself (client credentials), or for what a person has granted (authorization code) */
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
                        client_id?: string;
                        client_secret?: string;
                        grant_type: string;
                        scope?: string;
                        code?: string;
                        redirect_uri?: string;
                        code_verifier?: string;
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
                        "application/json": components["schemas"]["AccessToken"];
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
    "/oauth2/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a token; one that there is not is ended as well */
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
                        client_id?: string;
                        client_secret?: string;
                        token: string;
                        token_type_hint?: string;
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
                        "application/json": Record<string, never>;
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
    "/csc/v1/oauth2/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Send a signer here: to let the client see certificates (service), or sign hashes (credential) */
        get: {
            parameters: {
                query?: {
                    response_type?: string;
                    client_id?: string;
                    redirect_uri?: string;
                    scope?: string;
                    state?: string;
                    code_challenge?: string;
                    code_challenge_method?: string;
                    authorization_details?: string;
                    credentialID?: string;
                    numSignatures?: string;
                    description?: string;
                    /** @description Apart by commas */
                    hashes?: string;
                    hashAlgorithmOID?: string;
                    /** @description Version 1 */
                    hash?: string;
                    /** @description Version 1 */
                    hashAlgo?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To the page on which the signer decides, or back to the client */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/csc/v1/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A token for the client itself (client credentials), or for what a person has granted (authorization code) */
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
                        client_id?: string;
                        client_secret?: string;
                        grant_type: string;
                        scope?: string;
                        code?: string;
                        redirect_uri?: string;
                        code_verifier?: string;
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
                        "application/json": components["schemas"]["AccessToken"];
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
    "/csc/v1/oauth2/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a token; one that there is not is ended as well */
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
                        client_id?: string;
                        client_secret?: string;
                        token: string;
                        token_type_hint?: string;
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
                        "application/json": Record<string, never>;
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
    "/csc/v1/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What this service is and does */
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
                        lang?: string;
                    } | null;
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
                            specs: string;
                            name: string;
                            logo: string;
                            region: string;
                            lang: string;
                            description: string;
                            authType: string[];
                            oauth2: string;
                            methods: string[];
                            signAlgorithms?: {
                                algos: string[];
                            };
                            signature_formats?: {
                                formats: string[];
                                envelope_properties: string[][];
                            };
                            conformance_levels?: string[];
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
    "/csc/v1/credentials/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The certificates that their holders let this client see */
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
                        lang?: string;
                        clientData?: string;
                        /**
                         * @default single
                         * @enum {string}
                         */
                        certificates?: "none" | "single" | "chain";
                        /** @default false */
                        certInfo?: boolean;
                        /** @default false */
                        authInfo?: boolean;
                        userID?: string;
                        /** @default false */
                        credentialInfo?: boolean;
                        /** @default false */
                        onlyValid?: boolean;
                        maxResults?: number;
                        pageToken?: string;
                    } | null;
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
                            credentialIDs: string[];
                            credentialInfos?: components["schemas"]["CscCredential"][];
                            onlyValid?: boolean;
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
    "/csc/v1/credentials/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A certificate, its chain, and how its use is authorised */
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
                        lang?: string;
                        clientData?: string;
                        /**
                         * @default single
                         * @enum {string}
                         */
                        certificates?: "none" | "single" | "chain";
                        /** @default false */
                        certInfo?: boolean;
                        /** @default false */
                        authInfo?: boolean;
                        credentialID: string;
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
                        "application/json": components["schemas"]["CscCredential"];
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
    "/csc/v1/credentials/getChallenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code to the signer’s phone for exactly these hashes (an addition of ours). It is taken sealed only: docs/integration.md */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authObjectID?: string;
                        /** @description Of the signer who answers (an addition of ours); without it the first of the credential */
                        phone?: string;
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
                        "application/json": components["schemas"]["CscChallenge"];
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
    "/csc/v1/credentials/sendOTP": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code to the signer’s phone for exactly these hashes (an addition of ours). It is taken sealed only: docs/integration.md */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authObjectID?: string;
                        /** @description Of the signer who answers (an addition of ours); without it the first of the credential */
                        phone?: string;
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
                        "application/json": components["schemas"]["CscChallenge"];
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
    "/csc/v1/credentials/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Authorise by the sealed code what it was sent for. Gives the SAD, once, for five minutes */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authData?: {
                            id: string;
                            value?: string;
                        }[];
                        OTP?: string;
                        PIN?: string;
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
                        "application/json": components["schemas"]["CscSad"];
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
    "/csc/v1/signatures/signHash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The signatures of exactly the hashes that were authorised, once */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        /** @description Or an access token of the scope credential in the header */
                        SAD?: string;
                        signAlgo: string;
                        signAlgoParams?: string;
                        operationMode?: string;
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
                            signatures: string[];
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
    "/csc/v1/signatures/timestamp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A time stamp (RFC 3161) over a hash */
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
                        lang?: string;
                        clientData?: string;
                        hash: string;
                        hashAlgo?: string;
                        hashAlgorithmOID?: string;
                        /** @description Hexadecimal */
                        nonce?: string;
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
                            /** Format: byte */
                            timestamp: string;
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
    "/csc/v2/oauth2/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Send a signer here: to let the client see certificates (service), or sign hashes (credential) */
        get: {
            parameters: {
                query?: {
                    response_type?: string;
                    client_id?: string;
                    redirect_uri?: string;
                    scope?: string;
                    state?: string;
                    code_challenge?: string;
                    code_challenge_method?: string;
                    authorization_details?: string;
                    credentialID?: string;
                    numSignatures?: string;
                    description?: string;
                    /** @description Apart by commas */
                    hashes?: string;
                    hashAlgorithmOID?: string;
                    /** @description Version 1 */
                    hash?: string;
                    /** @description Version 1 */
                    hashAlgo?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To the page on which the signer decides, or back to the client */
                303: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
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
    "/csc/v2/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A token for the client itself (client credentials), or for what a person has granted (authorization code) */
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
                        client_id?: string;
                        client_secret?: string;
                        grant_type: string;
                        scope?: string;
                        code?: string;
                        redirect_uri?: string;
                        code_verifier?: string;
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
                        "application/json": components["schemas"]["AccessToken"];
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
    "/csc/v2/oauth2/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a token; one that there is not is ended as well */
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
                        client_id?: string;
                        client_secret?: string;
                        token: string;
                        token_type_hint?: string;
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
                        "application/json": Record<string, never>;
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
    "/csc/v2/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What this service is and does */
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
                        lang?: string;
                    } | null;
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
                            specs: string;
                            name: string;
                            logo: string;
                            region: string;
                            lang: string;
                            description: string;
                            authType: string[];
                            oauth2: string;
                            methods: string[];
                            signAlgorithms?: {
                                algos: string[];
                            };
                            signature_formats?: {
                                formats: string[];
                                envelope_properties: string[][];
                            };
                            conformance_levels?: string[];
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
    "/csc/v2/credentials/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The certificates that their holders let this client see */
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
                        lang?: string;
                        clientData?: string;
                        /**
                         * @default single
                         * @enum {string}
                         */
                        certificates?: "none" | "single" | "chain";
                        /** @default false */
                        certInfo?: boolean;
                        /** @default false */
                        authInfo?: boolean;
                        userID?: string;
                        /** @default false */
                        credentialInfo?: boolean;
                        /** @default false */
                        onlyValid?: boolean;
                        maxResults?: number;
                        pageToken?: string;
                    } | null;
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
                            credentialIDs: string[];
                            credentialInfos?: components["schemas"]["CscCredential"][];
                            onlyValid?: boolean;
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
    "/csc/v2/credentials/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A certificate, its chain, and how its use is authorised */
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
                        lang?: string;
                        clientData?: string;
                        /**
                         * @default single
                         * @enum {string}
                         */
                        certificates?: "none" | "single" | "chain";
                        /** @default false */
                        certInfo?: boolean;
                        /** @default false */
                        authInfo?: boolean;
                        credentialID: string;
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
                        "application/json": components["schemas"]["CscCredential"];
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
    "/csc/v2/credentials/getChallenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code to the signer’s phone for exactly these hashes (an addition of ours). It is taken sealed only: docs/integration.md */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authObjectID?: string;
                        /** @description Of the signer who answers (an addition of ours); without it the first of the credential */
                        phone?: string;
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
                        "application/json": components["schemas"]["CscChallenge"];
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
    "/csc/v2/credentials/sendOTP": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A code to the signer’s phone for exactly these hashes (an addition of ours). It is taken sealed only: docs/integration.md */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authObjectID?: string;
                        /** @description Of the signer who answers (an addition of ours); without it the first of the credential */
                        phone?: string;
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
                        "application/json": components["schemas"]["CscChallenge"];
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
    "/csc/v2/credentials/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Authorise by the sealed code what it was sent for. Gives the SAD, once, for five minutes */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        authData?: {
                            id: string;
                            value?: string;
                        }[];
                        OTP?: string;
                        PIN?: string;
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
                        "application/json": components["schemas"]["CscSad"];
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
    "/csc/v2/signatures/signHash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The signatures of exactly the hashes that were authorised, once */
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
                        lang?: string;
                        clientData?: string;
                        hashes?: string[];
                        hash?: string[];
                        hashAlgorithmOID?: string;
                        hashAlgo?: string;
                        numSignatures?: number;
                        description?: string;
                        credentialID: string;
                        /** @description Or an access token of the scope credential in the header */
                        SAD?: string;
                        signAlgo: string;
                        signAlgoParams?: string;
                        operationMode?: string;
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
                            signatures: string[];
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
    "/csc/v2/signatures/timestamp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A time stamp (RFC 3161) over a hash */
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
                        lang?: string;
                        clientData?: string;
                        hash: string;
                        hashAlgo?: string;
                        hashAlgorithmOID?: string;
                        /** @description Hexadecimal */
                        nonce?: string;
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
                            /** Format: byte */
                            timestamp: string;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccessToken: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds */
            expires_in: number;
            scope: string;
        };
        AccessTokenInput: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds */
            expires_in: number;
            scope: string;
        };
        AgentPackage: {
            file: string;
            version: string;
            platform: string;
            bytes: number;
            sha256: string;
        };
        AgentPackageInput: {
            file: string;
            version: string;
            platform: string;
            bytes: number;
            sha256: string;
        };
        AllowedClient: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            since: string;
        };
        AllowedClientInput: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            since: string;
        };
        ApiClient: {
            name: string;
            permissions: ("signing-requests" | "csc")[];
            /** @description Where its users may be sent back to, exactly */
            redirectUris: string[];
            requestsPerMinute: number;
            documentsPerDay: number;
            /** @enum {string} */
            provesBy: "secret" | "certificate";
            /**
             * Format: uuid
             * @description client_id
             */
            id: string;
            madeBy: string;
            /** Format: date-time */
            madeAt: string;
            lastUsedAt: string | null;
            revoked: {
                by: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        ApiClientInput: {
            name: string;
            permissions: ("signing-requests" | "csc")[];
            /** @description Where its users may be sent back to, exactly */
            redirectUris: string[];
            requestsPerMinute: number;
            documentsPerDay: number;
            /** @enum {string} */
            provesBy: "secret" | "certificate";
            /**
             * Format: uuid
             * @description client_id
             */
            id: string;
            madeBy: string;
            /** Format: date-time */
            madeAt: string;
            lastUsedAt: string | null;
            revoked: {
                by: string;
                /** Format: date-time */
                at: string;
            } | null;
        };
        ApplicationForm: {
            organisation?: {
                name?: string;
                uscc?: string;
            };
            legalRepresentative?: {
                name?: string;
                idType?: string;
                idNumber?: string;
                phone?: string;
            };
            operator?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            /** @description The holder, in place of the three above */
            person?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            proofing?: {
                method?: string;
                bankCard?: string;
                /**
                 * @description Version of the words that the holder of the card consents by
                 * @enum {string}
                 */
                cardConsent?: "" | "1.0";
                bank?: string;
                account?: string;
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
        ApplicationFormInput: {
            organisation?: {
                name?: string;
                uscc?: string;
            };
            legalRepresentative?: {
                name?: string;
                idType?: string;
                idNumber?: string;
                phone?: string;
            };
            operator?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            /** @description The holder, in place of the three above */
            person?: {
                name?: string;
                idNumber?: string;
                phone?: string;
                email?: string;
            };
            proofing?: {
                method?: string;
                bankCard?: string;
                /**
                 * @description Version of the words that the holder of the card consents by
                 * @enum {string}
                 */
                cardConsent?: "" | "1.0";
                bank?: string;
                account?: string;
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
        AuditLog: {
            rows: components["schemas"]["AuditRow"][];
            total: number;
            /** @description The latest verification; only the CA worker, which has the HSM, can make one */
            verified: {
                /** Format: date-time */
                at: string;
                /** @description Rows that are as they were sealed; null when the log is broken */
                sealed: number | null;
                /** @description The first that is not: place or id of a row, or a head’s file */
                place: string | null;
            } | null;
            /** @description Since when a row has waited too long for its seal */
            lateSince: string | null;
        };
        AuditLogInput: {
            rows: components["schemas"]["AuditRowInput"][];
            total: number;
            /** @description The latest verification; only the CA worker, which has the HSM, can make one */
            verified: {
                /** Format: date-time */
                at: string;
                /** @description Rows that are as they were sealed; null when the log is broken */
                sealed: number | null;
                /** @description The first that is not: place or id of a row, or a head’s file */
                place: string | null;
            } | null;
            /** @description Since when a row has waited too long for its seal */
            lateSince: string | null;
        };
        AuditRow: {
            /** Format: uuid */
            id: string;
            /** @description Place in the chain; null until it is sealed */
            seq: number | null;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            subject: string;
            detail: {
                [key: string]: string | number | boolean;
            };
        };
        AuditRowInput: {
            /** Format: uuid */
            id: string;
            /** @description Place in the chain; null until it is sealed */
            seq: number | null;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            subject: string;
            detail: {
                [key: string]: string | number | boolean;
            };
        };
        Authorisation: {
            sentTo: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            resendAt: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: base64
             * @description X25519 (SPKI, DER): what the typed code is sealed to
             */
            sealTo: string;
        };
        AuthorisationInput: {
            sentTo: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            resendAt: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: base64
             * @description X25519 (SPKI, DER): what the typed code is sealed to
             */
            sealTo: string;
        };
        AuthorizationRequest: {
            /** @description The application that asks */
            client: string;
            /** @description Where its signer goes back to */
            redirectHost: string;
            /** @enum {string} */
            scope: "service" | "credential";
            /** Format: date-time */
            expiresAt: string;
            /** @description What is to be signed; null where only certificates are to be shown */
            signature: {
                /** @description Its words about the documents */
                description: string;
                /** @description What it calls each of them; empty where it says nothing */
                labels: string[];
                /** @description How many signatures */
                count: number;
                /** @description The live code that the signer was sent for exactly these hashes */
                code: components["schemas"]["Authorisation"] | null;
                holderName: string;
                serial: string;
                /** @description Null before the first code was asked for */
                state: components["schemas"]["OrderState"] | null;
            } | null;
        };
        AuthorizationRequestInput: {
            /** @description The application that asks */
            client: string;
            /** @description Where its signer goes back to */
            redirectHost: string;
            /** @enum {string} */
            scope: "service" | "credential";
            /** Format: date-time */
            expiresAt: string;
            /** @description What is to be signed; null where only certificates are to be shown */
            signature: {
                /** @description Its words about the documents */
                description: string;
                /** @description What it calls each of them; empty where it says nothing */
                labels: string[];
                /** @description How many signatures */
                count: number;
                /** @description The live code that the signer was sent for exactly these hashes */
                code: components["schemas"]["AuthorisationInput"] | null;
                holderName: string;
                serial: string;
                /** @description Null before the first code was asked for */
                state: components["schemas"]["OrderStateInput"] | null;
            } | null;
        };
        BankReceipt: {
            /** Format: uuid */
            id: string;
            bankSerial: string;
            /** Format: date-time */
            bookedAt: string;
            amountFen: number;
            payer: {
                name: string;
                account: string;
                bank: string;
            };
            memo: string;
            /** @enum {string} */
            state: "new" | "suspense" | "accepted" | "returned";
            /** @description Why finance has to look */
            reason: ("unknownReference" | "foreignPayer" | "orderClosed") | null;
            /** @description The order it is for, as far as that is known */
            no: string | null;
            holderName: string | null;
            acceptedFen: number;
            returns: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                part: "accepted" | "surplus";
                amountFen: number;
                reference: string;
                /** @enum {string} */
                state: "requested" | "processing" | "done" | "failed" | "byHand";
                /** @description The bank’s words */
                failure: string | null;
                doneAt: string | null;
            }[];
            decidedBy: string | null;
            note: string | null;
        };
        BankReceiptInput: {
            /** Format: uuid */
            id: string;
            bankSerial: string;
            /** Format: date-time */
            bookedAt: string;
            amountFen: number;
            payer: {
                name: string;
                account: string;
                bank: string;
            };
            memo: string;
            /** @enum {string} */
            state: "new" | "suspense" | "accepted" | "returned";
            /** @description Why finance has to look */
            reason: ("unknownReference" | "foreignPayer" | "orderClosed") | null;
            /** @description The order it is for, as far as that is known */
            no: string | null;
            holderName: string | null;
            acceptedFen: number;
            returns: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                part: "accepted" | "surplus";
                amountFen: number;
                reference: string;
                /** @enum {string} */
                state: "requested" | "processing" | "done" | "failed" | "byHand";
                /** @description The bank’s words */
                failure: string | null;
                doneAt: string | null;
            }[];
            decidedBy: string | null;
            note: string | null;
        };
        BrowserSession: {
            /** @description Anything: an order, a query, a holder or a key that was proved */
            open: boolean;
            /** @description Queries whose code is awaited */
            awaited: {
                orderQuery: components["schemas"]["CodeAsked"] | null;
                holder: components["schemas"]["CodeAsked"] | null;
            };
        };
        BrowserSessionInput: {
            /** @description Anything: an order, a query, a holder or a key that was proved */
            open: boolean;
            /** @description Queries whose code is awaited */
            awaited: {
                orderQuery: components["schemas"]["CodeAskedInput"] | null;
                holder: components["schemas"]["CodeAskedInput"] | null;
            };
        };
        CalendarDay: {
            /** Format: date */
            day: string;
            working: boolean;
            name: string;
        };
        CalendarDayInput: {
            /** Format: date */
            day: string;
            working: boolean;
            name: string;
        };
        Catalogue: {
            products: {
                id: components["schemas"]["ProductId"];
                /** @enum {string} */
                subject: "organisation" | "person";
                /** @enum {string} */
                carrier: "token" | "hsm";
                proofing: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate")[];
                items: components["schemas"]["PriceItem"][];
                options: components["schemas"]["PriceItem"][];
                validityYears: number;
                reviewWorkingDays: number | null;
            }[];
            cpsVersion: string;
        };
        CatalogueInput: {
            products: {
                id: components["schemas"]["ProductIdInput"];
                /** @enum {string} */
                subject: "organisation" | "person";
                /** @enum {string} */
                carrier: "token" | "hsm";
                proofing: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate")[];
                items: components["schemas"]["PriceItemInput"][];
                options: components["schemas"]["PriceItemInput"][];
                validityYears: number;
                reviewWorkingDays: number | null;
            }[];
            cpsVersion: string;
        };
        CertificateRecords: {
            bundles: {
                /** Format: uuid */
                id: string;
                /** @description User name */
                askedBy: string;
                reason: string;
                /** Format: date-time */
                askedAt: string;
                /** @enum {string} */
                state: "inMaking" | "ready" | "removed";
            }[];
            holds: {
                /** Format: uuid */
                id: string;
                /** @description Number of the order or the case */
                reference: string;
                note: string;
                setBy: string;
                /** Format: date-time */
                setAt: string;
            }[];
        };
        CertificateRecordsInput: {
            bundles: {
                /** Format: uuid */
                id: string;
                /** @description User name */
                askedBy: string;
                reason: string;
                /** Format: date-time */
                askedAt: string;
                /** @enum {string} */
                state: "inMaking" | "ready" | "removed";
            }[];
            holds: {
                /** Format: uuid */
                id: string;
                /** @description Number of the order or the case */
                reference: string;
                note: string;
                setBy: string;
                /** Format: date-time */
                setAt: string;
            }[];
        };
        /** @enum {string} */
        CertificateStanding: "prepared" | "issued" | "active" | "held" | "revoked" | "expired";
        /** @enum {string} */
        CertificateStandingInput: "prepared" | "issued" | "active" | "held" | "revoked" | "expired";
        CertificateUse: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            purpose: "activation" | "signing" | "consent" | "binding" | "lifting" | "hashSigning" | "proofing";
            /** @description That the code was sent to, masked */
            phone: string;
            /** @description From where the code was typed in */
            address: string | null;
            no: string;
            /** @enum {string} */
            kind: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
            /** @description Names of what was signed */
            documents: string[];
            /** @description The other system that had hashes signed */
            client: string | null;
            /** @description How many documents or hashes were signed */
            count: number;
        };
        CertificateUseInput: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            purpose: "activation" | "signing" | "consent" | "binding" | "lifting" | "hashSigning" | "proofing";
            /** @description That the code was sent to, masked */
            phone: string;
            /** @description From where the code was typed in */
            address: string | null;
            no: string;
            /** @enum {string} */
            kind: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
            /** @description Names of what was signed */
            documents: string[];
            /** @description The other system that had hashes signed */
            client: string | null;
            /** @description How many documents or hashes were signed */
            count: number;
        };
        ClientCertificate: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            standing: "inMaking" | "inUse" | "expired" | "revoked";
            /** @description Null while the CA has not taken it up */
            serial: string | null;
            notAfter: string | null;
            /** @description Null until it is issued */
            pem: string | null;
            /** @description User name */
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            givenUp: {
                by: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                reason: "superseded" | "keyCompromise" | "cessationOfOperation" | "privilegeWithdrawn";
            } | null;
        };
        ClientCertificateInput: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            standing: "inMaking" | "inUse" | "expired" | "revoked";
            /** @description Null while the CA has not taken it up */
            serial: string | null;
            notAfter: string | null;
            /** @description Null until it is issued */
            pem: string | null;
            /** @description User name */
            askedBy: string;
            /** Format: date-time */
            askedAt: string;
            givenUp: {
                by: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                reason: "superseded" | "keyCompromise" | "cessationOfOperation" | "privilegeWithdrawn";
            } | null;
        };
        ClientSigningRequest: {
            no: string;
            state: components["schemas"]["OrderState"];
            inOrder: boolean;
            until: string | null;
            /** @description In the order in which they were named */
            signers: components["schemas"]["RequestSigner"][];
            documents: {
                /** Format: uuid */
                id: string;
                name: string;
                pages: number;
                signed: boolean;
            }[];
        };
        ClientSigningRequestInput: {
            no: string;
            state: components["schemas"]["OrderStateInput"];
            inOrder: boolean;
            until: string | null;
            /** @description In the order in which they were named */
            signers: components["schemas"]["RequestSignerInput"][];
            documents: {
                /** Format: uuid */
                id: string;
                name: string;
                pages: number;
                signed: boolean;
            }[];
        };
        CodeAsked: {
            /** Format: uuid */
            queryId: string;
            /** @enum {string} */
            holder: "organisation" | "person";
            /** @enum {string} */
            receiver: "operator" | "legalRepresentative" | "account";
            /** Format: date-time */
            resendAt: string;
        };
        CodeAskedInput: {
            /** Format: uuid */
            queryId: string;
            /** @enum {string} */
            holder: "organisation" | "person";
            /** @enum {string} */
            receiver: "operator" | "legalRepresentative" | "account";
            /** Format: date-time */
            resendAt: string;
        };
        Company: {
            name: string;
            address: string;
            /** @description Number of its licence for electronic certification services */
            licence: string;
            phone: string;
            /** @description On working days, Beijing time */
            hours: {
                from: string;
                to: string;
            };
            email: string;
            privacyEmail: string;
        };
        CompanyInput: {
            name: string;
            address: string;
            /** @description Number of its licence for electronic certification services */
            licence: string;
            phone: string;
            /** @description On working days, Beijing time */
            hours: {
                from: string;
                to: string;
            };
            email: string;
            privacyEmail: string;
        };
        CscChallenge: {
            /** @description `<authorisation>.<X25519 public key, base64url>`: what the code is sealed for and to */
            challenge: string;
            expiresIn: number;
        };
        CscChallengeInput: {
            /** @description `<authorisation>.<X25519 public key, base64url>`: what the code is sealed for and to */
            challenge: string;
            expiresIn: number;
        };
        CscCredential: {
            credentialID?: string;
            description: string;
            key: {
                /** @enum {string} */
                status: "enabled" | "disabled";
                algo: string[];
                len: number;
            };
            cert: {
                /** @enum {string} */
                status: "valid" | "expired" | "revoked" | "suspended";
                certificates?: string[];
                issuerDN?: string;
                serialNumber?: string;
                subjectDN?: string;
                validFrom?: string;
                validTo?: string;
            };
            auth?: {
                /** @constant */
                mode: "oauth2code";
                objects?: {
                    /** @constant */
                    type: "ChallengeResponse";
                    id: string;
                    label: string;
                    description: string;
                }[];
            };
            /**
             * @description Version 1
             * @constant
             */
            authMode?: "oauth2code";
            /** @description Version 1 */
            OTP?: {
                /** @constant */
                presence: "true";
                /** @constant */
                type: "online";
                label: string;
            };
            /** @constant */
            SCAL: "2";
            multisign: number;
            lang: string;
        };
        CscCredentialInput: {
            credentialID?: string;
            description: string;
            key: {
                /** @enum {string} */
                status: "enabled" | "disabled";
                algo: string[];
                len: number;
            };
            cert: {
                /** @enum {string} */
                status: "valid" | "expired" | "revoked" | "suspended";
                certificates?: string[];
                issuerDN?: string;
                serialNumber?: string;
                subjectDN?: string;
                validFrom?: string;
                validTo?: string;
            };
            auth?: {
                /** @constant */
                mode: "oauth2code";
                objects?: {
                    /** @constant */
                    type: "ChallengeResponse";
                    id: string;
                    label: string;
                    description: string;
                }[];
            };
            /**
             * @description Version 1
             * @constant
             */
            authMode?: "oauth2code";
            /** @description Version 1 */
            OTP?: {
                /** @constant */
                presence: "true";
                /** @constant */
                type: "online";
                label: string;
            };
            /** @constant */
            SCAL: "2";
            multisign: number;
            lang: string;
        };
        CscSad: {
            SAD: string;
            expiresIn: number;
        };
        CscSadInput: {
            SAD: string;
            expiresIn: number;
        };
        DocumentVerification: {
            /** @enum {string} */
            verdict: "genuine" | "foreign" | "doubtful" | "unverifiable" | "changed" | "unsigned";
            signatures: components["schemas"]["VerifiedSignature"][];
        };
        DocumentVerificationInput: {
            /** @enum {string} */
            verdict: "genuine" | "foreign" | "doubtful" | "unverifiable" | "changed" | "unsigned";
            signatures: components["schemas"]["VerifiedSignatureInput"][];
        };
        HashSigning: {
            /** @description The application that wants the signatures */
            client: string;
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** @description Its words about the documents */
            description: string;
            /** @description What it calls each of them; empty where it says nothing */
            labels: string[];
            /** @description How many signatures */
            count: number;
            /** @description When the application got them */
            handedOutAt: string | null;
            /** @description The live code that the signer was sent for exactly these hashes */
            code: components["schemas"]["Authorisation"] | null;
        };
        HashSigningInput: {
            /** @description The application that wants the signatures */
            client: string;
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** @description Its words about the documents */
            description: string;
            /** @description What it calls each of them; empty where it says nothing */
            labels: string[];
            /** @description How many signatures */
            count: number;
            /** @description When the application got them */
            handedOutAt: string | null;
            /** @description The live code that the signer was sent for exactly these hashes */
            code: components["schemas"]["AuthorisationInput"] | null;
        };
        HolderCertificate: {
            /** Format: uuid */
            id: string;
            serial: string;
            holderName: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            /** @enum {string} */
            state: "prepared" | "issued" | "active" | "held" | "revoked";
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            mayReport: boolean;
            /** @description Another certificate took its place */
            superseded: boolean;
            /** @description By codes to a phone: it is hosted, and in use */
            maySign: boolean;
            mayReplace: boolean;
            /** @description Why it gets no new key */
            refusal: ("superseded" | "notInUse" | "expired" | "endsSoon") | null;
            /** @description Null where a token carries the key */
            hosted: {
                /** @description The phone that uses it, masked; null before it is activated */
                signer: string | null;
                mayChangePhone: boolean;
                mayRenew: boolean;
                mayChange: boolean;
                /** @description A seal may be ordered, or its order goes on */
                maySeal: boolean;
                /**
                 * Format: date
                 * @description Beijing date
                 */
                renewableFrom: string;
                /** @description What it is in now */
                open: {
                    no: string;
                    /** @enum {string} */
                    kind: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
                } | null;
            } | null;
            /** @description The open report of its loss */
            lossReportNo: string | null;
            /** @description The open order of another key */
            replacementNo: string | null;
        };
        HolderCertificateInput: {
            /** Format: uuid */
            id: string;
            serial: string;
            holderName: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            /** @enum {string} */
            state: "prepared" | "issued" | "active" | "held" | "revoked";
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            mayReport: boolean;
            /** @description Another certificate took its place */
            superseded: boolean;
            /** @description By codes to a phone: it is hosted, and in use */
            maySign: boolean;
            mayReplace: boolean;
            /** @description Why it gets no new key */
            refusal: ("superseded" | "notInUse" | "expired" | "endsSoon") | null;
            /** @description Null where a token carries the key */
            hosted: {
                /** @description The phone that uses it, masked; null before it is activated */
                signer: string | null;
                mayChangePhone: boolean;
                mayRenew: boolean;
                mayChange: boolean;
                /** @description A seal may be ordered, or its order goes on */
                maySeal: boolean;
                /**
                 * Format: date
                 * @description Beijing date
                 */
                renewableFrom: string;
                /** @description What it is in now */
                open: {
                    no: string;
                    /** @enum {string} */
                    kind: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
                } | null;
            } | null;
            /** @description The open report of its loss */
            lossReportNo: string | null;
            /** @description The open order of another key */
            replacementNo: string | null;
        };
        Hosted: {
            /** @description The live code that was sent for what the order waits for */
            code: components["schemas"]["Authorisation"] | null;
            /** @description The one that the order is about */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description Whose phone uses it, masked, and which one is to take its place */
            signer: {
                phone: string;
                newPhone: string | null;
            } | null;
            /** @description Who is to sign besides */
            named?: {
                name: string;
                /** @description Masked */
                phone: string;
                until: string | null;
                documentsPerDay: number | null;
            };
            /** @description Last second of the certificate that follows; while it is not issued, if it were now */
            endsAt: string | null;
        };
        HostedInput: {
            /** @description The live code that was sent for what the order waits for */
            code: components["schemas"]["AuthorisationInput"] | null;
            /** @description The one that the order is about */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description Whose phone uses it, masked, and which one is to take its place */
            signer: {
                phone: string;
                newPhone: string | null;
            } | null;
            /** @description Who is to sign besides */
            named?: {
                name: string;
                /** @description Masked */
                phone: string;
                until: string | null;
                documentsPerDay: number | null;
            };
            /** @description Last second of the certificate that follows; while it is not issued, if it were now */
            endsAt: string | null;
        };
        KeyLogin: {
            tokenSerial: string;
            certificate: {
                serial: string;
                /**
                 * Format: base64
                 * @description DER
                 */
                der: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                standing: components["schemas"]["CertificateStanding"];
            };
            holderName: string;
            /** @description Beijing calendar days; below 0 after the end */
            daysLeft: number;
            /** @description Beijing dates */
            renewable: {
                /** Format: date */
                from: string;
                /** Format: date */
                until: string;
            };
            reminders: {
                /** @description The operator, masked */
                to: {
                    phone: string;
                    email: string;
                } | null;
                dates: {
                    /** Format: date */
                    on: string;
                    sentAt: string | null;
                }[];
            };
            /** @description An unlock was never confirmed: one more changes the SO PIN */
            unlockDue: boolean;
            /** @description The process the key is in */
            open: {
                no: string;
                kind: string;
            } | null;
            /** @description Why it is not renewed now; null when it may be */
            renewal: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description Why nothing is changed now; null when it may be */
            informationChange: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description Why no seal is ordered now; null when it may be */
            sealOrder: {
                code: string;
                title: string;
                detail: string;
            } | null;
        };
        KeyLoginInput: {
            tokenSerial: string;
            certificate: {
                serial: string;
                /**
                 * Format: base64
                 * @description DER
                 */
                der: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                standing: components["schemas"]["CertificateStandingInput"];
            };
            holderName: string;
            /** @description Beijing calendar days; below 0 after the end */
            daysLeft: number;
            /** @description Beijing dates */
            renewable: {
                /** Format: date */
                from: string;
                /** Format: date */
                until: string;
            };
            reminders: {
                /** @description The operator, masked */
                to: {
                    phone: string;
                    email: string;
                } | null;
                dates: {
                    /** Format: date */
                    on: string;
                    sentAt: string | null;
                }[];
            };
            /** @description An unlock was never confirmed: one more changes the SO PIN */
            unlockDue: boolean;
            /** @description The process the key is in */
            open: {
                no: string;
                kind: string;
            } | null;
            /** @description Why it is not renewed now; null when it may be */
            renewal: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description Why nothing is changed now; null when it may be */
            informationChange: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description Why no seal is ordered now; null when it may be */
            sealOrder: {
                code: string;
                title: string;
                detail: string;
            } | null;
        };
        KeyNonce: {
            nonce: string;
            purpose: string;
            orderNo: string;
        };
        KeyNonceInput: {
            nonce: string;
            purpose: string;
            orderNo: string;
        };
        KeyStatement: {
            /**
             * Format: base64
             * @description DER
             */
            certificate: string;
            /** Format: base64 */
            signature: string;
        };
        KeyStatementInput: {
            /**
             * Format: base64
             * @description DER
             */
            certificate: string;
            /** Format: base64 */
            signature: string;
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
                holderName: string;
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
                holderName: string;
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
        LossReport: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** Format: date-time */
            reportedAt: string;
            /** @description Until when the holder can lift it with the key; null when over */
            liftUntil: string | null;
            /** @description The live code to the signer of a hosted certificate, by which it is lifted */
            code: components["schemas"]["Authorisation"] | null;
            /** @description The order of another key or certificate, while it is open */
            replacementNo: string | null;
            /** @description That is being made: nothing is lifted any more */
            replacementMade: boolean;
        };
        LossReportInput: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** Format: date-time */
            reportedAt: string;
            /** @description Until when the holder can lift it with the key; null when over */
            liftUntil: string | null;
            /** @description The live code to the signer of a hosted certificate, by which it is lifted */
            code: components["schemas"]["AuthorisationInput"] | null;
            /** @description The order of another key or certificate, while it is open */
            replacementNo: string | null;
            /** @description That is being made: nothing is lifted any more */
            replacementMade: boolean;
        };
        /** @enum {string} */
        MaterialKind: "businessLicence" | "legalRepId" | "authorisation" | "idCardPortrait" | "idCardEmblem" | "paymentVoucher" | "sealSample";
        /** @enum {string} */
        MaterialKindInput: "businessLicence" | "legalRepId" | "authorisation" | "idCardPortrait" | "idCardEmblem" | "paymentVoucher" | "sealSample";
        OnKey: {
            tokenSerial: string;
            holderName: string;
            holderNumber: string;
            /** @description The old one */
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
            };
            /**
             * Format: date-time
             * @description Last second of the new certificate; while it is not issued, if it were now
             */
            endsAt: string;
            /** @description Whether the old one gets another key, if this one is lost or broken */
            replaceable: boolean;
            /** @description What is to be changed; null before it was proposed */
            change: {
                /** @enum {string} */
                class: "contact" | "certificate";
                newPhone: boolean;
                /** @description Masked */
                oldPhone: string;
                /** @description The live code to the phone that is reserved until now */
                oldPhoneCode: {
                    sentTo: string;
                    /** Format: date-time */
                    expiresAt: string;
                    /** Format: date-time */
                    resendAt: string;
                } | null;
                /** @description Neither the old phone nor the identity is proved yet */
                asksOldPhone: boolean;
                /** @description Ways to prove the identity where the old phone is gone */
                otherWays: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard")[];
                /** @description Masked */
                legalRepPhone: string | null;
            } | null;
            /** @description What is to be done at the key */
            step: ("generate" | "write" | "finish" | "done") | null;
        };
        OnKeyInput: {
            tokenSerial: string;
            holderName: string;
            holderNumber: string;
            /** @description The old one */
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
            };
            /**
             * Format: date-time
             * @description Last second of the new certificate; while it is not issued, if it were now
             */
            endsAt: string;
            /** @description Whether the old one gets another key, if this one is lost or broken */
            replaceable: boolean;
            /** @description What is to be changed; null before it was proposed */
            change: {
                /** @enum {string} */
                class: "contact" | "certificate";
                newPhone: boolean;
                /** @description Masked */
                oldPhone: string;
                /** @description The live code to the phone that is reserved until now */
                oldPhoneCode: {
                    sentTo: string;
                    /** Format: date-time */
                    expiresAt: string;
                    /** Format: date-time */
                    resendAt: string;
                } | null;
                /** @description Neither the old phone nor the identity is proved yet */
                asksOldPhone: boolean;
                /** @description Ways to prove the identity where the old phone is gone */
                otherWays: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard")[];
                /** @description Masked */
                legalRepPhone: string | null;
            } | null;
            /** @description What is to be done at the key */
            step: ("generate" | "write" | "finish" | "done") | null;
        };
        OpsCertificate: {
            serial: string;
            holderName: string;
            holderNumber: string;
            /** @description The order that it was made for */
            no: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            standing: components["schemas"]["CertificateStanding"];
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            since: string | null;
            reason: components["schemas"]["RevocationReason"] | null;
        };
        OpsCertificateDetail: {
            serial: string;
            holderName: string;
            holderNumber: string;
            /** @description The order that it was made for */
            no: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            standing: components["schemas"]["CertificateStanding"];
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            since: string | null;
            reason: components["schemas"]["RevocationReason"] | null;
            invalidityDate: string | null;
            /** @description The revocation under way */
            open: {
                no: string;
                origin: components["schemas"]["RevocationOrigin"];
                reason: components["schemas"]["RevocationReason"];
                note: string | null;
                legalReference: string | null;
                /** @description User name; null for the holder */
                askedBy: string | null;
                /** Format: date-time */
                askedAt: string;
                decisions: {
                    by: string;
                    approved: boolean;
                    note: string;
                    /** Format: date-time */
                    at: string;
                }[];
                approvalsNeeded: number;
                /** @description By whoever reads this */
                mayDecide: boolean;
                mayWithdraw: boolean;
            } | null;
            mayAsk: boolean;
            /** @description Everything that was done about it */
            orders: components["schemas"]["OrderSummary"][];
            audit: components["schemas"]["AuditRow"][];
        };
        OpsCertificateDetailInput: {
            serial: string;
            holderName: string;
            holderNumber: string;
            /** @description The order that it was made for */
            no: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            standing: components["schemas"]["CertificateStandingInput"];
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            since: string | null;
            reason: components["schemas"]["RevocationReasonInput"] | null;
            invalidityDate: string | null;
            /** @description The revocation under way */
            open: {
                no: string;
                origin: components["schemas"]["RevocationOriginInput"];
                reason: components["schemas"]["RevocationReasonInput"];
                note: string | null;
                legalReference: string | null;
                /** @description User name; null for the holder */
                askedBy: string | null;
                /** Format: date-time */
                askedAt: string;
                decisions: {
                    by: string;
                    approved: boolean;
                    note: string;
                    /** Format: date-time */
                    at: string;
                }[];
                approvalsNeeded: number;
                /** @description By whoever reads this */
                mayDecide: boolean;
                mayWithdraw: boolean;
            } | null;
            mayAsk: boolean;
            /** @description Everything that was done about it */
            orders: components["schemas"]["OrderSummaryInput"][];
            audit: components["schemas"]["AuditRowInput"][];
        };
        OpsCertificateInput: {
            serial: string;
            holderName: string;
            holderNumber: string;
            /** @description The order that it was made for */
            no: string;
            /** @description Null where no token carries the key */
            tokenSerial: string | null;
            standing: components["schemas"]["CertificateStandingInput"];
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            since: string | null;
            reason: components["schemas"]["RevocationReasonInput"] | null;
        };
        OpsOrder: {
            no: string;
            kind: components["schemas"]["OrderKind"];
            product: components["schemas"]["ProductId"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderState"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEvent"][];
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
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
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate";
                /**
                 * @description `codeSent`: by SMS, or in the memo of the transfer that has arrived
                 * @enum {string}
                 */
                state: "none" | "codeSent" | "transferring" | "transferFailed" | "passed";
                /** @description Masked phone or account */
                sentTo: string | null;
                /** @description The bank’s words about a failed transfer */
                reason: string | null;
                expiresAt: string | null;
                resendAt: string | null;
                /** @description The live code to the phone of a hosted certificate that proves the identity */
                authorisation: components["schemas"]["Authorisation"] | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description The practice statement that was agreed to */
            cpsVersion: string | null;
            priceItems: components["schemas"]["PriceItem"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKind"];
                /** @description The order goes on without it */
                optional: boolean;
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                amountFen: number;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
                paidBy: ("alipay" | "wechat" | "bank") | null;
                /** @description The latest QR code of each provider */
                codes: {
                    /** @enum {string} */
                    provider: "alipay" | "wechat";
                    /** @enum {string} */
                    state: "waiting" | "paid" | "closed" | "disputed";
                    /** @description Null while it is being asked for, and once it ran out */
                    qrContent: string | null;
                    /** Format: date-time */
                    qrExpiresAt: string;
                }[];
            } | null;
            /** @description The newest first */
            refunds: {
                /** @enum {string} */
                provider: "alipay" | "wechat" | "bank";
                /** @enum {string} */
                state: "requested" | "done" | "byHand";
                /** @description Paid besides: the order itself goes on */
                surplus: boolean;
                amountFen: number;
                doneAt: string | null;
            }[];
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "failed" | "withdrawn" | "issued" | "mailed" | "mailRefused";
                number: string | null;
                files: {
                    pdf: string | null;
                    xml: string | null;
                    ofd: string | null;
                };
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected" | "cancelled" | "lapsed") | null;
                reason: string | null;
                words: string | null;
                /** @description Documents to be sent again */
                returned: components["schemas"]["ReturnedItem"][] | null;
                returnedUntil: string | null;
                cancellationAskedAt: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                /** @enum {string} */
                state: "ready" | "inTransit" | "returned" | "lost" | "delivered";
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
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description The seal that the order made */
            seal: {
                /** @enum {string} */
                kind: "generated" | "sampled";
                /** @enum {string} */
                state: "making" | "good" | "held" | "ended";
                /** @description Whose it is */
                name: string;
                /** @description In millimetres */
                width: number;
                height: number;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                /** @description Where it is; null until it is made */
                picture: string | null;
                data: string | null;
            } | null;
            /** @description Where the certificate password is; null where none is made, and before the order is submitted */
            password: {
                /** @enum {string} */
                channel: "phone" | "accountMemo";
                /** @enum {string} */
                state: "awaited" | "sending" | "sent" | "failed";
                /** @description Masked phone or account */
                sentTo: string | null;
                sentAt: string | null;
            } | null;
            /** @description Every step of an order that makes a key; none of other orders */
            progress: {
                /** @enum {string} */
                stage: "application" | "verification" | "risk" | "report" | "hold" | "confirmation" | "approval" | "newPin" | "payment" | "review" | "making" | "mailing" | "issuing" | "activation" | "documents" | "signature" | "stamping" | "writing" | "sealMaking" | "refund";
                /** @enum {string} */
                standing: "done" | "current" | "ahead" | "stopped";
                who: components["schemas"]["OrderRole"] | null;
                /** @description When it was over */
                at: string | null;
                /** @description What it usually takes */
                workingDays: number | null;
                expectedBy: string | null;
                /** @description By a calendar that is not announced yet */
                provisional: boolean;
                late: boolean;
            }[];
            /** @description What only an unlock has */
            unlock: components["schemas"]["Unlock"] | null;
            /** @description What only a renewal or a change of information has */
            onKey: components["schemas"]["OnKey"] | null;
            /** @description What only a report of loss has */
            loss: components["schemas"]["LossReport"] | null;
            /** @description What only a revocation has */
            revocation: components["schemas"]["Revocation"] | null;
            /** @description What only an order of a hosted certificate has */
            hosted: components["schemas"]["Hosted"] | null;
            /** @description What is signed, and by which certificate */
            signing: components["schemas"]["Signing"] | null;
            /** @description What only a request with several signers has */
            request: components["schemas"]["SigningRequest"] | null;
            /** @description What only signatures for another system have */
            hashSigning: components["schemas"]["HashSigning"] | null;
            /** @description What only the order of a seal has */
            sealOrder: components["schemas"]["SealOrder"] | null;
            /** @description What only a replacement has */
            replacement: components["schemas"]["Replacement"] | null;
            /** @description Of an order that is paid by bank transfer */
            remittance: components["schemas"]["Remittance"] | null;
            timeline: {
                event: components["schemas"]["OrderEvent"];
                state: components["schemas"]["OrderState"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRole"];
            }[];
            holderNumber: string;
            holderName: string;
            priority: components["schemas"]["Priority"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
            proofings: {
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate" | "registry";
                /** @enum {string} */
                result: "matched" | "mismatched";
                inconsistent: string[];
                /** Format: date-time */
                at: string;
                passed: boolean;
                /** @description The bank sent the transfer back */
                voided: boolean;
            }[];
            /** @description Other submitted orders of the same organisation that make a certificate */
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
            /** @description Why two people have to approve */
            fourEyes: ("usccDoubtful" | "operatorIsLegalRep" | "foreignLegalRep" | "severalMismatches")[];
            /** @description User name */
            firstApprovedBy: string | null;
            /** @description Other orders with the same picture as voucher */
            voucherShownIn: string[];
            /** @description How the operator signed the confirmation */
            confirmedBy: ("holderKey" | "sms") | null;
            /** @description Open work of people for this order */
            tasks: components["schemas"]["StaffTask"][];
            /** @description The run of this order in the Temporal UI */
            temporalUrl: string | null;
        };
        OpsOrderInput: {
            no: string;
            kind: components["schemas"]["OrderKindInput"];
            product: components["schemas"]["ProductIdInput"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderStateInput"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEventInput"][];
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
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
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate";
                /**
                 * @description `codeSent`: by SMS, or in the memo of the transfer that has arrived
                 * @enum {string}
                 */
                state: "none" | "codeSent" | "transferring" | "transferFailed" | "passed";
                /** @description Masked phone or account */
                sentTo: string | null;
                /** @description The bank’s words about a failed transfer */
                reason: string | null;
                expiresAt: string | null;
                resendAt: string | null;
                /** @description The live code to the phone of a hosted certificate that proves the identity */
                authorisation: components["schemas"]["AuthorisationInput"] | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description The practice statement that was agreed to */
            cpsVersion: string | null;
            priceItems: components["schemas"]["PriceItemInput"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKindInput"];
                /** @description The order goes on without it */
                optional: boolean;
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                amountFen: number;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
                paidBy: ("alipay" | "wechat" | "bank") | null;
                /** @description The latest QR code of each provider */
                codes: {
                    /** @enum {string} */
                    provider: "alipay" | "wechat";
                    /** @enum {string} */
                    state: "waiting" | "paid" | "closed" | "disputed";
                    /** @description Null while it is being asked for, and once it ran out */
                    qrContent: string | null;
                    /** Format: date-time */
                    qrExpiresAt: string;
                }[];
            } | null;
            /** @description The newest first */
            refunds: {
                /** @enum {string} */
                provider: "alipay" | "wechat" | "bank";
                /** @enum {string} */
                state: "requested" | "done" | "byHand";
                /** @description Paid besides: the order itself goes on */
                surplus: boolean;
                amountFen: number;
                doneAt: string | null;
            }[];
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "failed" | "withdrawn" | "issued" | "mailed" | "mailRefused";
                number: string | null;
                files: {
                    pdf: string | null;
                    xml: string | null;
                    ofd: string | null;
                };
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected" | "cancelled" | "lapsed") | null;
                reason: string | null;
                words: string | null;
                /** @description Documents to be sent again */
                returned: components["schemas"]["ReturnedItemInput"][] | null;
                returnedUntil: string | null;
                cancellationAskedAt: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                /** @enum {string} */
                state: "ready" | "inTransit" | "returned" | "lost" | "delivered";
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
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description The seal that the order made */
            seal: {
                /** @enum {string} */
                kind: "generated" | "sampled";
                /** @enum {string} */
                state: "making" | "good" | "held" | "ended";
                /** @description Whose it is */
                name: string;
                /** @description In millimetres */
                width: number;
                height: number;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                /** @description Where it is; null until it is made */
                picture: string | null;
                data: string | null;
            } | null;
            /** @description Where the certificate password is; null where none is made, and before the order is submitted */
            password: {
                /** @enum {string} */
                channel: "phone" | "accountMemo";
                /** @enum {string} */
                state: "awaited" | "sending" | "sent" | "failed";
                /** @description Masked phone or account */
                sentTo: string | null;
                sentAt: string | null;
            } | null;
            /** @description Every step of an order that makes a key; none of other orders */
            progress: {
                /** @enum {string} */
                stage: "application" | "verification" | "risk" | "report" | "hold" | "confirmation" | "approval" | "newPin" | "payment" | "review" | "making" | "mailing" | "issuing" | "activation" | "documents" | "signature" | "stamping" | "writing" | "sealMaking" | "refund";
                /** @enum {string} */
                standing: "done" | "current" | "ahead" | "stopped";
                who: components["schemas"]["OrderRoleInput"] | null;
                /** @description When it was over */
                at: string | null;
                /** @description What it usually takes */
                workingDays: number | null;
                expectedBy: string | null;
                /** @description By a calendar that is not announced yet */
                provisional: boolean;
                late: boolean;
            }[];
            /** @description What only an unlock has */
            unlock: components["schemas"]["UnlockInput"] | null;
            /** @description What only a renewal or a change of information has */
            onKey: components["schemas"]["OnKeyInput"] | null;
            /** @description What only a report of loss has */
            loss: components["schemas"]["LossReportInput"] | null;
            /** @description What only a revocation has */
            revocation: components["schemas"]["RevocationInput"] | null;
            /** @description What only an order of a hosted certificate has */
            hosted: components["schemas"]["HostedInput"] | null;
            /** @description What is signed, and by which certificate */
            signing: components["schemas"]["SigningInput"] | null;
            /** @description What only a request with several signers has */
            request: components["schemas"]["SigningRequestInput"] | null;
            /** @description What only signatures for another system have */
            hashSigning: components["schemas"]["HashSigningInput"] | null;
            /** @description What only the order of a seal has */
            sealOrder: components["schemas"]["SealOrderInput"] | null;
            /** @description What only a replacement has */
            replacement: components["schemas"]["ReplacementInput"] | null;
            /** @description Of an order that is paid by bank transfer */
            remittance: components["schemas"]["RemittanceInput"] | null;
            timeline: {
                event: components["schemas"]["OrderEventInput"];
                state: components["schemas"]["OrderStateInput"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRoleInput"];
            }[];
            holderNumber: string;
            holderName: string;
            priority: components["schemas"]["PriorityInput"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
            proofings: {
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate" | "registry";
                /** @enum {string} */
                result: "matched" | "mismatched";
                inconsistent: string[];
                /** Format: date-time */
                at: string;
                passed: boolean;
                /** @description The bank sent the transfer back */
                voided: boolean;
            }[];
            /** @description Other submitted orders of the same organisation that make a certificate */
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
            /** @description Why two people have to approve */
            fourEyes: ("usccDoubtful" | "operatorIsLegalRep" | "foreignLegalRep" | "severalMismatches")[];
            /** @description User name */
            firstApprovedBy: string | null;
            /** @description Other orders with the same picture as voucher */
            voucherShownIn: string[];
            /** @description How the operator signed the confirmation */
            confirmedBy: ("holderKey" | "sms") | null;
            /** @description Open work of people for this order */
            tasks: components["schemas"]["StaffTaskInput"][];
            /** @description The run of this order in the Temporal UI */
            temporalUrl: string | null;
        };
        /** @enum {string} */
        OrderEvent: "begun" | "depositSent" | "depositArrived" | "depositFailed" | "proofed" | "confirmed" | "returnedToModify" | "materialsUploaded" | "abandoned" | "submitted" | "cancelled" | "qrRenewed" | "paid" | "paymentExpired" | "firstApproved" | "approved" | "refused" | "materialsReturned" | "materialsResent" | "escalated" | "cancellationAsked" | "cancellationAgreed" | "lapsed" | "refunded" | "cancellationRefunded" | "lapseRefunded" | "keyDamaged" | "keyMade" | "parcelReturned" | "reshipped" | "parcelLost" | "delivered" | "givenUp" | "certificateIssued" | "activationReminded" | "activated" | "activationLapsed" | "unlockBegun" | "unlockRefused" | "unlockQuestioned" | "unlockCleared" | "unlockNotCleared" | "phoneCodeRight" | "proofingChosen" | "unlockIssued" | "unlocked" | "unlockUnconfirmed" | "authorisationOver" | "soPinLocked" | "certificateHeld" | "lifted" | "liftClosed" | "liftReopened" | "revocationChosen" | "replaced" | "revokedElsewhere" | "certificateExpired" | "remittanceShort" | "remittanceMissed" | "keyFound" | "oldRevoked" | "reservedPhoneProved" | "keyGenerated" | "certificateWritten" | "writingFinished" | "leftUnfinished" | "revokedUnfinished" | "writingLapsed" | "changeUnmatched" | "contactChanged" | "submittedForReview" | "revocationAsked" | "revocationReminded" | "revocationConfirmed" | "revocationWithdrawn" | "revocationProposed" | "revocationFirstApproved" | "revocationApproved" | "revocationRefused" | "proposalWithdrawn" | "documentsReady" | "documentsReopened" | "signed" | "stamped" | "signingWithdrawn" | "signingLocked" | "certificateEnded" | "signingExpired" | "phoneBound" | "requestSent" | "delegated" | "signersReminded" | "signerUrged" | "allSigned" | "declined" | "signerTakenBack" | "namingAgreed" | "signerNamed" | "imprintShown" | "sealMade";
        /** @enum {string} */
        OrderEventInput: "begun" | "depositSent" | "depositArrived" | "depositFailed" | "proofed" | "confirmed" | "returnedToModify" | "materialsUploaded" | "abandoned" | "submitted" | "cancelled" | "qrRenewed" | "paid" | "paymentExpired" | "firstApproved" | "approved" | "refused" | "materialsReturned" | "materialsResent" | "escalated" | "cancellationAsked" | "cancellationAgreed" | "lapsed" | "refunded" | "cancellationRefunded" | "lapseRefunded" | "keyDamaged" | "keyMade" | "parcelReturned" | "reshipped" | "parcelLost" | "delivered" | "givenUp" | "certificateIssued" | "activationReminded" | "activated" | "activationLapsed" | "unlockBegun" | "unlockRefused" | "unlockQuestioned" | "unlockCleared" | "unlockNotCleared" | "phoneCodeRight" | "proofingChosen" | "unlockIssued" | "unlocked" | "unlockUnconfirmed" | "authorisationOver" | "soPinLocked" | "certificateHeld" | "lifted" | "liftClosed" | "liftReopened" | "revocationChosen" | "replaced" | "revokedElsewhere" | "certificateExpired" | "remittanceShort" | "remittanceMissed" | "keyFound" | "oldRevoked" | "reservedPhoneProved" | "keyGenerated" | "certificateWritten" | "writingFinished" | "leftUnfinished" | "revokedUnfinished" | "writingLapsed" | "changeUnmatched" | "contactChanged" | "submittedForReview" | "revocationAsked" | "revocationReminded" | "revocationConfirmed" | "revocationWithdrawn" | "revocationProposed" | "revocationFirstApproved" | "revocationApproved" | "revocationRefused" | "proposalWithdrawn" | "documentsReady" | "documentsReopened" | "signed" | "stamped" | "signingWithdrawn" | "signingLocked" | "certificateEnded" | "signingExpired" | "phoneBound" | "requestSent" | "delegated" | "signersReminded" | "signerUrged" | "allSigned" | "declined" | "signerTakenBack" | "namingAgreed" | "signerNamed" | "imprintShown" | "sealMade";
        /** @enum {string} */
        OrderKind: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
        /** @enum {string} */
        OrderKindInput: "newApplication" | "hostedApplication" | "unlock" | "lossReport" | "replacement" | "renewal" | "informationChange" | "revocation" | "takeover" | "signing" | "hashSigning" | "phoneChange" | "signingRequest" | "hostedRenewal" | "hostedChange" | "hostedReplacement" | "signerNaming" | "sealOrder";
        OrderLine: {
            no: string;
            kind: components["schemas"]["OrderKind"];
            product: components["schemas"]["ProductId"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderState"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRole"] | null;
                until: string | null;
            };
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
            holderName: string;
            holderNumber: string;
            priority: components["schemas"]["Priority"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
            /** @description User name of the reviewer who has it in hands */
            claimedBy: string | null;
            claimedUntil: string | null;
            endedAt: string | null;
            /** @description Where one is open */
            review: {
                /** Format: date-time */
                openedAt: string;
                /** @description Due by a calendar that is not announced yet */
                provisional: boolean;
                doubts: number;
                dueSoon: boolean;
                escalated: boolean;
                /** @description One reviewer has approved, another has to */
                needsSecond: boolean;
                /** @description False where this reviewer may not be the second pair of eyes */
                mine: boolean;
                cancellationAsked: boolean;
            } | null;
        };
        OrderLineInput: {
            no: string;
            kind: components["schemas"]["OrderKindInput"];
            product: components["schemas"]["ProductIdInput"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderStateInput"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRoleInput"] | null;
                until: string | null;
            };
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
            holderName: string;
            holderNumber: string;
            priority: components["schemas"]["PriorityInput"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
            /** @description User name of the reviewer who has it in hands */
            claimedBy: string | null;
            claimedUntil: string | null;
            endedAt: string | null;
            /** @description Where one is open */
            review: {
                /** Format: date-time */
                openedAt: string;
                /** @description Due by a calendar that is not announced yet */
                provisional: boolean;
                doubts: number;
                dueSoon: boolean;
                escalated: boolean;
                /** @description One reviewer has approved, another has to */
                needsSecond: boolean;
                /** @description False where this reviewer may not be the second pair of eyes */
                mine: boolean;
                cancellationAsked: boolean;
            } | null;
        };
        /** @enum {string} */
        OrderRole: "applicant" | "signer" | "reviewer" | "keyStation" | "support" | "courier" | "payment" | "bank" | "system";
        /** @enum {string} */
        OrderRoleInput: "applicant" | "signer" | "reviewer" | "keyStation" | "support" | "courier" | "payment" | "bank" | "system";
        /** @enum {string} */
        OrderState: "draft" | "confirmed" | "materialsUploaded" | "awaitingPayment" | "inReview" | "materialsWanted" | "making" | "shipping" | "returned" | "refunding" | "completed" | "rejected" | "expired" | "cancelled" | "undelivered" | "issuing" | "activating" | "unactivated" | "verifying" | "riskReview" | "authorised" | "refused" | "needsReplacement" | "reported" | "held" | "lifted" | "replaced" | "revoked" | "confirming" | "writing" | "requested" | "awaitingApproval" | "withdrawn" | "drafting" | "awaitingCode" | "stamping" | "voided" | "bindingPhone" | "awaitingSigners" | "declined" | "makingSeal";
        /** @enum {string} */
        OrderStateInput: "draft" | "confirmed" | "materialsUploaded" | "awaitingPayment" | "inReview" | "materialsWanted" | "making" | "shipping" | "returned" | "refunding" | "completed" | "rejected" | "expired" | "cancelled" | "undelivered" | "issuing" | "activating" | "unactivated" | "verifying" | "riskReview" | "authorised" | "refused" | "needsReplacement" | "reported" | "held" | "lifted" | "replaced" | "revoked" | "confirming" | "writing" | "requested" | "awaitingApproval" | "withdrawn" | "drafting" | "awaitingCode" | "stamping" | "voided" | "bindingPhone" | "awaitingSigners" | "declined" | "makingSeal";
        OrderSummary: {
            no: string;
            kind: components["schemas"]["OrderKind"];
            product: components["schemas"]["ProductId"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderState"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRole"] | null;
                until: string | null;
            };
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
            holderName: string;
        };
        OrderSummaryInput: {
            no: string;
            kind: components["schemas"]["OrderKindInput"];
            product: components["schemas"]["ProductIdInput"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderStateInput"];
            /** Format: date-time */
            createdAt: string;
            waitsFor: {
                who: components["schemas"]["OrderRoleInput"] | null;
                until: string | null;
            };
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
            holderName: string;
        };
        OrderView: {
            no: string;
            kind: components["schemas"]["OrderKind"];
            product: components["schemas"]["ProductId"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderState"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEvent"][];
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
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
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate";
                /**
                 * @description `codeSent`: by SMS, or in the memo of the transfer that has arrived
                 * @enum {string}
                 */
                state: "none" | "codeSent" | "transferring" | "transferFailed" | "passed";
                /** @description Masked phone or account */
                sentTo: string | null;
                /** @description The bank’s words about a failed transfer */
                reason: string | null;
                expiresAt: string | null;
                resendAt: string | null;
                /** @description The live code to the phone of a hosted certificate that proves the identity */
                authorisation: components["schemas"]["Authorisation"] | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description The practice statement that was agreed to */
            cpsVersion: string | null;
            priceItems: components["schemas"]["PriceItem"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKind"];
                /** @description The order goes on without it */
                optional: boolean;
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                amountFen: number;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
                paidBy: ("alipay" | "wechat" | "bank") | null;
                /** @description The latest QR code of each provider */
                codes: {
                    /** @enum {string} */
                    provider: "alipay" | "wechat";
                    /** @enum {string} */
                    state: "waiting" | "paid" | "closed" | "disputed";
                    /** @description Null while it is being asked for, and once it ran out */
                    qrContent: string | null;
                    /** Format: date-time */
                    qrExpiresAt: string;
                }[];
            } | null;
            /** @description The newest first */
            refunds: {
                /** @enum {string} */
                provider: "alipay" | "wechat" | "bank";
                /** @enum {string} */
                state: "requested" | "done" | "byHand";
                /** @description Paid besides: the order itself goes on */
                surplus: boolean;
                amountFen: number;
                doneAt: string | null;
            }[];
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "failed" | "withdrawn" | "issued" | "mailed" | "mailRefused";
                number: string | null;
                files: {
                    pdf: string | null;
                    xml: string | null;
                    ofd: string | null;
                };
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected" | "cancelled" | "lapsed") | null;
                reason: string | null;
                words: string | null;
                /** @description Documents to be sent again */
                returned: components["schemas"]["ReturnedItem"][] | null;
                returnedUntil: string | null;
                cancellationAskedAt: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                /** @enum {string} */
                state: "ready" | "inTransit" | "returned" | "lost" | "delivered";
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
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description The seal that the order made */
            seal: {
                /** @enum {string} */
                kind: "generated" | "sampled";
                /** @enum {string} */
                state: "making" | "good" | "held" | "ended";
                /** @description Whose it is */
                name: string;
                /** @description In millimetres */
                width: number;
                height: number;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                /** @description Where it is; null until it is made */
                picture: string | null;
                data: string | null;
            } | null;
            /** @description Where the certificate password is; null where none is made, and before the order is submitted */
            password: {
                /** @enum {string} */
                channel: "phone" | "accountMemo";
                /** @enum {string} */
                state: "awaited" | "sending" | "sent" | "failed";
                /** @description Masked phone or account */
                sentTo: string | null;
                sentAt: string | null;
            } | null;
            /** @description Every step of an order that makes a key; none of other orders */
            progress: {
                /** @enum {string} */
                stage: "application" | "verification" | "risk" | "report" | "hold" | "confirmation" | "approval" | "newPin" | "payment" | "review" | "making" | "mailing" | "issuing" | "activation" | "documents" | "signature" | "stamping" | "writing" | "sealMaking" | "refund";
                /** @enum {string} */
                standing: "done" | "current" | "ahead" | "stopped";
                who: components["schemas"]["OrderRole"] | null;
                /** @description When it was over */
                at: string | null;
                /** @description What it usually takes */
                workingDays: number | null;
                expectedBy: string | null;
                /** @description By a calendar that is not announced yet */
                provisional: boolean;
                late: boolean;
            }[];
            /** @description What only an unlock has */
            unlock: components["schemas"]["Unlock"] | null;
            /** @description What only a renewal or a change of information has */
            onKey: components["schemas"]["OnKey"] | null;
            /** @description What only a report of loss has */
            loss: components["schemas"]["LossReport"] | null;
            /** @description What only a revocation has */
            revocation: components["schemas"]["Revocation"] | null;
            /** @description What only an order of a hosted certificate has */
            hosted: components["schemas"]["Hosted"] | null;
            /** @description What is signed, and by which certificate */
            signing: components["schemas"]["Signing"] | null;
            /** @description What only a request with several signers has */
            request: components["schemas"]["SigningRequest"] | null;
            /** @description What only signatures for another system have */
            hashSigning: components["schemas"]["HashSigning"] | null;
            /** @description What only the order of a seal has */
            sealOrder: components["schemas"]["SealOrder"] | null;
            /** @description What only a replacement has */
            replacement: components["schemas"]["Replacement"] | null;
            /** @description Of an order that is paid by bank transfer */
            remittance: components["schemas"]["Remittance"] | null;
            timeline: {
                event: components["schemas"]["OrderEvent"];
                state: components["schemas"]["OrderState"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRole"];
            }[];
        };
        OrderViewInput: {
            no: string;
            kind: components["schemas"]["OrderKindInput"];
            product: components["schemas"]["ProductIdInput"];
            /**
             * @description Whom its certificate names
             * @enum {string}
             */
            subject: "organisation" | "person";
            state: components["schemas"]["OrderStateInput"];
            revision: number;
            /** @description What the applicant may do now */
            allowed: components["schemas"]["OrderEventInput"][];
            /** @description Since when its process is known to have ended without it: nothing can be done until staff act */
            interruptedAt: string | null;
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
                /** @enum {string} */
                method: "legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard" | "ownCertificate";
                /**
                 * @description `codeSent`: by SMS, or in the memo of the transfer that has arrived
                 * @enum {string}
                 */
                state: "none" | "codeSent" | "transferring" | "transferFailed" | "passed";
                /** @description Masked phone or account */
                sentTo: string | null;
                /** @description The bank’s words about a failed transfer */
                reason: string | null;
                expiresAt: string | null;
                resendAt: string | null;
                /** @description The live code to the phone of a hosted certificate that proves the identity */
                authorisation: components["schemas"]["AuthorisationInput"] | null;
            };
            /** @description The code that the operator was sent to confirm the order */
            confirmationCode: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description The practice statement that was agreed to */
            cpsVersion: string | null;
            priceItems: components["schemas"]["PriceItemInput"][];
            totalFen: number;
            materials: {
                kind: components["schemas"]["MaterialKindInput"];
                /** @description The order goes on without it */
                optional: boolean;
                uploadedAt: string | null;
                url: string | null;
            }[];
            payment: {
                amountFen: number;
                /** Format: date-time */
                payUntil: string;
                paidAt: string | null;
                paidBy: ("alipay" | "wechat" | "bank") | null;
                /** @description The latest QR code of each provider */
                codes: {
                    /** @enum {string} */
                    provider: "alipay" | "wechat";
                    /** @enum {string} */
                    state: "waiting" | "paid" | "closed" | "disputed";
                    /** @description Null while it is being asked for, and once it ran out */
                    qrContent: string | null;
                    /** Format: date-time */
                    qrExpiresAt: string;
                }[];
            } | null;
            /** @description The newest first */
            refunds: {
                /** @enum {string} */
                provider: "alipay" | "wechat" | "bank";
                /** @enum {string} */
                state: "requested" | "done" | "byHand";
                /** @description Paid besides: the order itself goes on */
                surplus: boolean;
                amountFen: number;
                doneAt: string | null;
            }[];
            invoices: {
                id: string;
                /** @enum {string} */
                colour: "blue" | "red";
                /** @enum {string} */
                state: "issuing" | "failed" | "withdrawn" | "issued" | "mailed" | "mailRefused";
                number: string | null;
                files: {
                    pdf: string | null;
                    xml: string | null;
                    ofd: string | null;
                };
                mailedTo: string | null;
            }[];
            review: {
                /** Format: date-time */
                dueAt: string;
                provisional: boolean;
                decision: ("approved" | "rejected" | "cancelled" | "lapsed") | null;
                reason: string | null;
                words: string | null;
                /** @description Documents to be sent again */
                returned: components["schemas"]["ReturnedItemInput"][] | null;
                returnedUntil: string | null;
                cancellationAskedAt: string | null;
            } | null;
            shipment: {
                /** @constant */
                carrier: "SF";
                waybillNo: string;
                /** @enum {string} */
                state: "ready" | "inTransit" | "returned" | "lost" | "delivered";
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
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            /** @description The seal that the order made */
            seal: {
                /** @enum {string} */
                kind: "generated" | "sampled";
                /** @enum {string} */
                state: "making" | "good" | "held" | "ended";
                /** @description Whose it is */
                name: string;
                /** @description In millimetres */
                width: number;
                height: number;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
                /** @description Where it is; null until it is made */
                picture: string | null;
                data: string | null;
            } | null;
            /** @description Where the certificate password is; null where none is made, and before the order is submitted */
            password: {
                /** @enum {string} */
                channel: "phone" | "accountMemo";
                /** @enum {string} */
                state: "awaited" | "sending" | "sent" | "failed";
                /** @description Masked phone or account */
                sentTo: string | null;
                sentAt: string | null;
            } | null;
            /** @description Every step of an order that makes a key; none of other orders */
            progress: {
                /** @enum {string} */
                stage: "application" | "verification" | "risk" | "report" | "hold" | "confirmation" | "approval" | "newPin" | "payment" | "review" | "making" | "mailing" | "issuing" | "activation" | "documents" | "signature" | "stamping" | "writing" | "sealMaking" | "refund";
                /** @enum {string} */
                standing: "done" | "current" | "ahead" | "stopped";
                who: components["schemas"]["OrderRoleInput"] | null;
                /** @description When it was over */
                at: string | null;
                /** @description What it usually takes */
                workingDays: number | null;
                expectedBy: string | null;
                /** @description By a calendar that is not announced yet */
                provisional: boolean;
                late: boolean;
            }[];
            /** @description What only an unlock has */
            unlock: components["schemas"]["UnlockInput"] | null;
            /** @description What only a renewal or a change of information has */
            onKey: components["schemas"]["OnKeyInput"] | null;
            /** @description What only a report of loss has */
            loss: components["schemas"]["LossReportInput"] | null;
            /** @description What only a revocation has */
            revocation: components["schemas"]["RevocationInput"] | null;
            /** @description What only an order of a hosted certificate has */
            hosted: components["schemas"]["HostedInput"] | null;
            /** @description What is signed, and by which certificate */
            signing: components["schemas"]["SigningInput"] | null;
            /** @description What only a request with several signers has */
            request: components["schemas"]["SigningRequestInput"] | null;
            /** @description What only signatures for another system have */
            hashSigning: components["schemas"]["HashSigningInput"] | null;
            /** @description What only the order of a seal has */
            sealOrder: components["schemas"]["SealOrderInput"] | null;
            /** @description What only a replacement has */
            replacement: components["schemas"]["ReplacementInput"] | null;
            /** @description Of an order that is paid by bank transfer */
            remittance: components["schemas"]["RemittanceInput"] | null;
            timeline: {
                event: components["schemas"]["OrderEventInput"];
                state: components["schemas"]["OrderStateInput"];
                /** Format: date-time */
                at: string;
                by: components["schemas"]["OrderRoleInput"];
            }[];
        };
        OtherSeal: {
            holderName: string;
            /** @description Once that signer has signed; until then it is a place */
            picture: string | null;
            places: components["schemas"]["SealPlace"][];
        };
        OtherSealInput: {
            holderName: string;
            /** @description Once that signer has signed; until then it is a place */
            picture: string | null;
            places: components["schemas"]["SealPlaceInput"][];
        };
        Overview: {
            steps: {
                all: number;
                overdue: number;
                /** @description Due before the day ends in Beijing */
                today: number;
                mine: number;
                /** @description Nobody’s */
                free: number;
                kind: components["schemas"]["OrderKind"];
                state: components["schemas"]["OrderState"];
                /** @description It is the work of whoever asks */
                own: boolean;
            }[];
            tasks: {
                all: number;
                overdue: number;
                /** @description Due before the day ends in Beijing */
                today: number;
                mine: number;
                /** @description Nobody’s */
                free: number;
                /** @enum {string} */
                role: "finance" | "support" | "seniorReviewer" | "administrator";
            }[];
        };
        OverviewInput: {
            steps: {
                all: number;
                overdue: number;
                /** @description Due before the day ends in Beijing */
                today: number;
                mine: number;
                /** @description Nobody’s */
                free: number;
                kind: components["schemas"]["OrderKindInput"];
                state: components["schemas"]["OrderStateInput"];
                /** @description It is the work of whoever asks */
                own: boolean;
            }[];
            tasks: {
                all: number;
                overdue: number;
                /** @description Due before the day ends in Beijing */
                today: number;
                mine: number;
                /** @description Nobody’s */
                free: number;
                /** @enum {string} */
                role: "finance" | "support" | "seniorReviewer" | "administrator";
            }[];
        };
        PracticeStatement: {
            version: string;
            /** @description Beijing date */
            publishedOn: string;
            /** @description What certificates under it name, an object identifier each */
            policies: string[];
        };
        PracticeStatementInput: {
            version: string;
            /** @description Beijing date */
            publishedOn: string;
            /** @description What certificates under it name, an object identifier each */
            policies: string[];
        };
        PriceItem: {
            /** @enum {string} */
            item: "certificateYear" | "token" | "seal";
            quantity: number;
            unitFen: number;
        };
        PriceItemInput: {
            /** @enum {string} */
            item: "certificateYear" | "token" | "seal";
            quantity: number;
            unitFen: number;
        };
        /** @enum {string} */
        Priority: "urgent" | "normal";
        /** @enum {string} */
        PriorityInput: "urgent" | "normal";
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
        /** @enum {string} */
        ProductId: "organisationUkey" | "personUkey" | "organisationHostedBidding" | "personHostedBidding" | "organisationHostedContract";
        /** @enum {string} */
        ProductIdInput: "organisationUkey" | "personUkey" | "organisationHostedBidding" | "personHostedBidding" | "organisationHostedContract";
        PublicCertificate: {
            serial: string;
            holderName: string;
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            standing: components["schemas"]["CertificateStanding"];
            /** @description Since when it is on hold or revoked */
            since: string | null;
            reason: components["schemas"]["RevocationReason"] | null;
            /** @description Since when its signatures are in doubt */
            invalidityDate: string | null;
            links: {
                /** Format: uri */
                crl: string;
                /** Format: uri */
                issuer: string;
                /** Format: uri */
                ocsp: string;
            };
        };
        PublicCertificateInput: {
            serial: string;
            holderName: string;
            /** Format: date-time */
            notBefore: string;
            /** Format: date-time */
            notAfter: string;
            standing: components["schemas"]["CertificateStandingInput"];
            /** @description Since when it is on hold or revoked */
            since: string | null;
            reason: components["schemas"]["RevocationReasonInput"] | null;
            /** @description Since when its signatures are in doubt */
            invalidityDate: string | null;
            links: {
                /** Format: uri */
                crl: string;
                /** Format: uri */
                issuer: string;
                /** Format: uri */
                ocsp: string;
            };
        };
        Readiness: {
            ready: boolean;
            missing: string[];
        };
        ReadinessInput: {
            ready: boolean;
            missing: string[];
        };
        Remittance: {
            account: {
                number: string;
                holder: string;
                bank: string;
            };
            /** @description For the memo */
            reference: string;
            amountFen: number;
            receivedFen: number;
            missingFen: number;
            arrivals: {
                /** Format: date-time */
                at: string;
                /** @description Masked where it is not the organisation */
                payer: string;
                amountFen: number;
                acceptedFen: number;
                /** @enum {string} */
                state: "new" | "suspense" | "accepted" | "returned";
            }[];
        };
        RemittanceInput: {
            account: {
                number: string;
                holder: string;
                bank: string;
            };
            /** @description For the memo */
            reference: string;
            amountFen: number;
            receivedFen: number;
            missingFen: number;
            arrivals: {
                /** Format: date-time */
                at: string;
                /** @description Masked where it is not the organisation */
                payer: string;
                amountFen: number;
                acceptedFen: number;
                /** @enum {string} */
                state: "new" | "suspense" | "accepted" | "returned";
            }[];
        };
        Replacement: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** @enum {string} */
            fate: "lost" | "damaged";
            lossReportNo: string | null;
            /** @description What there is to sign before the order comes in */
            signing: {
                /** @description SHA-256 of what is confirmed */
                digest: string;
                /** @description Other keys of the holder that could sign */
                otherKeys: number;
            } | null;
        };
        ReplacementInput: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            /** @enum {string} */
            fate: "lost" | "damaged";
            lossReportNo: string | null;
            /** @description What there is to sign before the order comes in */
            signing: {
                /** @description SHA-256 of what is confirmed */
                digest: string;
                /** @description Other keys of the holder that could sign */
                otherKeys: number;
            } | null;
        };
        RequestSigner: {
            /** Format: uuid */
            id: string;
            /** @description Masked */
            name: string;
            /** @description Masked */
            phone: string;
            holderName: string;
            serial: string;
            /**
             * @description `waiting`: for others, or for the request to be sent
             * @enum {string}
             */
            state: "waiting" | "due" | "signed" | "declined" | "over";
            askedAt: string | null;
            openedAt: string | null;
            signedAt: string | null;
            declinedAt: string | null;
            /** @description When the sender reminded this signer by hand last */
            urgedAt: string | null;
            /** @description From when the sender may do so; null where nobody is reminded */
            urgeFrom: string | null;
            /** @description Why this signer declined */
            reason: string | null;
            /** @description Another signer of the same certificate handed it on */
            delegated: boolean;
        };
        RequestSignerInput: {
            /** Format: uuid */
            id: string;
            /** @description Masked */
            name: string;
            /** @description Masked */
            phone: string;
            holderName: string;
            serial: string;
            /**
             * @description `waiting`: for others, or for the request to be sent
             * @enum {string}
             */
            state: "waiting" | "due" | "signed" | "declined" | "over";
            askedAt: string | null;
            openedAt: string | null;
            signedAt: string | null;
            declinedAt: string | null;
            /** @description When the sender reminded this signer by hand last */
            urgedAt: string | null;
            /** @description From when the sender may do so; null where nobody is reminded */
            urgeFrom: string | null;
            /** @description Why this signer declined */
            reason: string | null;
            /** @description Another signer of the same certificate handed it on */
            delegated: boolean;
        };
        ReturnedItem: {
            item: components["schemas"]["MaterialKind"];
            /** @enum {string} */
            reason: "illegible" | "incomplete" | "wrongDocument" | "expired" | "stampMissing" | "mismatch";
            /** @description May be empty */
            words: string;
            /**
             * @description Uploaded again since
             * @default false
             */
            sent: boolean;
        };
        ReturnedItemInput: {
            item: components["schemas"]["MaterialKindInput"];
            /** @enum {string} */
            reason: "illegible" | "incomplete" | "wrongDocument" | "expired" | "stampMissing" | "mismatch";
            /** @description May be empty */
            words: string;
            /**
             * @description Uploaded again since
             * @default false
             */
            sent: boolean;
        };
        ReviewDecision: {
            /** @constant */
            decision: "approved";
            checks: ("licenceMatches" | "legalRepIdMatches" | "authorisationStamped" | "idCardMatches" | "idCardInForce" | "picturesLegible" | "sealSampleMatches")[];
        } | {
            /** @constant */
            decision: "rejected";
            /** @enum {string} */
            reason: "licenceMismatch" | "legalRepIdMismatch" | "authorisationMissingStamp" | "idCardMismatch" | "idCardExpired" | "pictureIllegible" | "organisationNotActive" | "suspectedImpersonation" | "other";
            words: string;
        } | {
            /** @constant */
            decision: "cancelled";
        } | {
            /** @constant */
            decision: "returned";
            items: {
                item: components["schemas"]["MaterialKind"];
                /** @enum {string} */
                reason: "illegible" | "incomplete" | "wrongDocument" | "expired" | "stampMissing" | "mismatch";
                /** @description May be empty */
                words: string;
            }[];
        };
        ReviewDecisionInput: {
            /** @constant */
            decision: "approved";
            checks: ("licenceMatches" | "legalRepIdMatches" | "authorisationStamped" | "idCardMatches" | "idCardInForce" | "picturesLegible" | "sealSampleMatches")[];
        } | {
            /** @constant */
            decision: "rejected";
            /** @enum {string} */
            reason: "licenceMismatch" | "legalRepIdMismatch" | "authorisationMissingStamp" | "idCardMismatch" | "idCardExpired" | "pictureIllegible" | "organisationNotActive" | "suspectedImpersonation" | "other";
            words: string;
        } | {
            /** @constant */
            decision: "cancelled";
        } | {
            /** @constant */
            decision: "returned";
            items: {
                item: components["schemas"]["MaterialKindInput"];
                /** @enum {string} */
                reason: "illegible" | "incomplete" | "wrongDocument" | "expired" | "stampMissing" | "mismatch";
                /** @description May be empty */
                words: string;
            }[];
        };
        ReviewRule: {
            /** @enum {string} */
            rule: "usccDoubtful" | "operatorIsLegalRep" | "foreignLegalRep" | "severalMismatches";
            active: boolean;
        };
        ReviewRuleInput: {
            /** @enum {string} */
            rule: "usccDoubtful" | "operatorIsLegalRep" | "foreignLegalRep" | "severalMismatches";
            active: boolean;
        };
        Revocation: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            origin: components["schemas"]["RevocationOrigin"];
            reason: components["schemas"]["RevocationReason"];
            /** @description The live code that the operator was sent to confirm it */
            code: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
        };
        RevocationInput: {
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            origin: components["schemas"]["RevocationOriginInput"];
            reason: components["schemas"]["RevocationReasonInput"];
            /** @description The live code that the operator was sent to confirm it */
            code: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
        };
        /** @enum {string} */
        RevocationOrigin: "holder" | "staff" | "legalOrder";
        /** @enum {string} */
        RevocationOriginInput: "holder" | "staff" | "legalOrder";
        /** @enum {string} */
        RevocationReason: "unspecified" | "keyCompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "certificateHold" | "privilegeWithdrawn";
        /** @enum {string} */
        RevocationReasonInput: "unspecified" | "keyCompromise" | "affiliationChanged" | "superseded" | "cessationOfOperation" | "certificateHold" | "privilegeWithdrawn";
        SavedFilter: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            list: "orders" | "tasks";
            name: string;
            query: {
                [key: string]: string;
            };
        };
        SavedFilterInput: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            list: "orders" | "tasks";
            name: string;
            query: {
                [key: string]: string;
            };
        };
        SealOrder: {
            /** @description The one that the seal is for */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            holderName: string;
            /** @description It has a seal, which ends when the new one is made */
            replaces: boolean;
        };
        SealOrderInput: {
            /** @description The one that the seal is for */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            };
            holderName: string;
            /** @description It has a seal, which ends when the new one is made */
            replaces: boolean;
        };
        /** @description In points, from the left upper corner of the page as it is seen */
        SealPlace: {
            /** @description 0 is the first */
            page: number;
            x: number;
            y: number;
            width: number;
            height: number;
            strip?: {
                index: number;
                of: number;
            };
        };
        /** @description In points, from the left upper corner of the page as it is seen */
        SealPlaceInput: {
            /** @description 0 is the first */
            page: number;
            x: number;
            y: number;
            width: number;
            height: number;
            strip?: {
                index: number;
                of: number;
            };
        };
        Signer: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            certificateId: string;
            name: string;
            /** @description Masked */
            phone: string;
            /** @description Null: as far as the certificate */
            limits: {
                /** @description Last day in Beijing on which this signer signs */
                until: string | null;
                documentsPerDay: number | null;
            };
            /** @description Activated the certificate; is not taken back */
            first: boolean;
        };
        SignerInput: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            certificateId: string;
            name: string;
            /** @description Masked */
            phone: string;
            /** @description Null: as far as the certificate */
            limits: {
                /** @description Last day in Beijing on which this signer signs */
                until: string | null;
                documentsPerDay: number | null;
            };
            /** @description Activated the certificate; is not taken back */
            first: boolean;
        };
        Signing: {
            /** @description Of the signer, or of the sender; null where another system is */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            documents: components["schemas"]["SigningDocument"][];
            /** @description The seal of the certificate, its size in points */
            seal: {
                picture: string;
                width: number;
                height: number;
            } | null;
            /** @description The live code that the signer was sent for these documents */
            code: components["schemas"]["Authorisation"] | null;
        };
        SigningDocument: {
            /** Format: uuid */
            id: string;
            name: string;
            pages: number;
            /** @description Where the seal stands, on its pages and across them */
            places: components["schemas"]["SealPlace"][];
            /** @description Of the other signers of a request */
            others: components["schemas"]["OtherSeal"][];
            signed: boolean;
            /** @description Since when it can be verified for good */
            stampedAt: string | null;
            file: string;
        };
        SigningDocumentInput: {
            /** Format: uuid */
            id: string;
            name: string;
            pages: number;
            /** @description Where the seal stands, on its pages and across them */
            places: components["schemas"]["SealPlaceInput"][];
            /** @description Of the other signers of a request */
            others: components["schemas"]["OtherSealInput"][];
            signed: boolean;
            /** @description Since when it can be verified for good */
            stampedAt: string | null;
            file: string;
        };
        SigningInput: {
            /** @description Of the signer, or of the sender; null where another system is */
            certificate: {
                serial: string;
                /** @enum {string} */
                state: "prepared" | "issued" | "active" | "held" | "revoked";
                /** Format: date-time */
                notAfter: string;
                /** @description Null where no token carries the key */
                tokenSerial: string | null;
            } | null;
            documents: components["schemas"]["SigningDocumentInput"][];
            /** @description The seal of the certificate, its size in points */
            seal: {
                picture: string;
                width: number;
                height: number;
            } | null;
            /** @description The live code that the signer was sent for these documents */
            code: components["schemas"]["AuthorisationInput"] | null;
        };
        SigningPart: {
            /** Format: uuid */
            id: string;
            no: string;
            sender: string;
            /** @enum {string} */
            state: "waiting" | "due" | "signed" | "declined" | "over";
            requestState: components["schemas"]["OrderState"];
            until: string | null;
            /** @description Whose certificate signs */
            holderName: string;
            serial: string;
            /** @description Masked */
            phone: string;
            inOrder: boolean;
            signers: {
                /** Format: uuid */
                id: string;
                /** @description Masked */
                name: string;
                holderName: string;
                /**
                 * @description `waiting`: for others, or for the request to be sent
                 * @enum {string}
                 */
                state: "waiting" | "due" | "signed" | "declined" | "over";
                askedAt: string | null;
                openedAt: string | null;
                signedAt: string | null;
                declinedAt: string | null;
                /** @description Another signer of the same certificate handed it on */
                delegated: boolean;
            }[];
            documents: components["schemas"]["SigningDocument"][];
            /** @description The seal of the certificate, its size in points */
            seal: {
                picture: string;
                width: number;
                height: number;
            } | null;
            /** @description The live code that the signer was sent for these documents */
            code: components["schemas"]["Authorisation"] | null;
            /** @description Other signers of the same certificate, to whom it can be handed on */
            delegates: {
                /** Format: uuid */
                id: string;
                name: string;
                phone: string;
            }[];
        };
        SigningPartInput: {
            /** Format: uuid */
            id: string;
            no: string;
            sender: string;
            /** @enum {string} */
            state: "waiting" | "due" | "signed" | "declined" | "over";
            requestState: components["schemas"]["OrderStateInput"];
            until: string | null;
            /** @description Whose certificate signs */
            holderName: string;
            serial: string;
            /** @description Masked */
            phone: string;
            inOrder: boolean;
            signers: {
                /** Format: uuid */
                id: string;
                /** @description Masked */
                name: string;
                holderName: string;
                /**
                 * @description `waiting`: for others, or for the request to be sent
                 * @enum {string}
                 */
                state: "waiting" | "due" | "signed" | "declined" | "over";
                askedAt: string | null;
                openedAt: string | null;
                signedAt: string | null;
                declinedAt: string | null;
                /** @description Another signer of the same certificate handed it on */
                delegated: boolean;
            }[];
            documents: components["schemas"]["SigningDocumentInput"][];
            /** @description The seal of the certificate, its size in points */
            seal: {
                picture: string;
                width: number;
                height: number;
            } | null;
            /** @description The live code that the signer was sent for these documents */
            code: components["schemas"]["AuthorisationInput"] | null;
            /** @description Other signers of the same certificate, to whom it can be handed on */
            delegates: {
                /** Format: uuid */
                id: string;
                name: string;
                phone: string;
            }[];
        };
        SigningRequest: {
            /** @description One signer after the other */
            inOrder: boolean;
            openDays: number;
            signers: components["schemas"]["RequestSigner"][];
            /** @description Who may sign by the certificate of the sender */
            own: {
                /** Format: uuid */
                id: string;
                name: string;
                phone: string;
            }[];
        };
        SigningRequestInput: {
            /** @description One signer after the other */
            inOrder: boolean;
            openDays: number;
            signers: components["schemas"]["RequestSignerInput"][];
            /** @description Who may sign by the certificate of the sender */
            own: {
                /** Format: uuid */
                id: string;
                name: string;
                phone: string;
            }[];
        };
        StaffMember: {
            username: string;
            name: string;
            role: components["schemas"]["StaffRole"];
            may: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients")[];
        };
        StaffMemberInput: {
            username: string;
            name: string;
            role: components["schemas"]["StaffRoleInput"];
            may: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients")[];
        };
        /** @enum {string} */
        StaffRole: "reviewer" | "seniorReviewer" | "keyStation" | "finance" | "support" | "auditor" | "administrator";
        /** @enum {string} */
        StaffRoleInput: "reviewer" | "seniorReviewer" | "keyStation" | "finance" | "support" | "auditor" | "administrator";
        StaffTask: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "refundFailed" | "refundUnclear" | "wrongAmount" | "doubledVoucher" | "invoiceFailed" | "makingOverdue" | "issuingOverdue" | "parcelReturned" | "deliveryOverdue" | "passwordUndelivered" | "unlockRisk" | "unlockUnconfirmed" | "crlLate" | "auditUnsealed" | "auditUnstamped" | "auditBroken" | "runEnded" | "smsStopped";
            /**
             * @description Whose it is
             * @enum {string}
             */
            role: "finance" | "support" | "seniorReviewer" | "administrator";
            /** @description The order; null for what concerns none */
            no: string | null;
            holderName: string;
            subject: string;
            detail: {
                [key: string]: string | number;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            dueAt: string;
            priority: components["schemas"]["Priority"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
        };
        StaffTaskInput: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "refundFailed" | "refundUnclear" | "wrongAmount" | "doubledVoucher" | "invoiceFailed" | "makingOverdue" | "issuingOverdue" | "parcelReturned" | "deliveryOverdue" | "passwordUndelivered" | "unlockRisk" | "unlockUnconfirmed" | "crlLate" | "auditUnsealed" | "auditUnstamped" | "auditBroken" | "runEnded" | "smsStopped";
            /**
             * @description Whose it is
             * @enum {string}
             */
            role: "finance" | "support" | "seniorReviewer" | "administrator";
            /** @description The order; null for what concerns none */
            no: string | null;
            holderName: string;
            subject: string;
            detail: {
                [key: string]: string | number;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            dueAt: string;
            priority: components["schemas"]["PriorityInput"];
            /** @description User name of whoever it is given to */
            assignee: string | null;
            /** @description What whoever does it must be allowed to do; null: nobody’s of staff */
            needs: ("review" | "makeKeys" | "readOrders" | "readPersonalData" | "readAudit" | "keepEvidence" | "handleMoney" | "handleParcels" | "clearRisks" | "askRevocations" | "approveRevocations" | "assignWork" | "setRules" | "setApiClients") | null;
        };
        TestedSignature: {
            serial: string;
            algorithm: string;
            /** Format: date-time */
            verifiedAt: string;
            standing: components["schemas"]["CertificateStanding"];
        };
        TestedSignatureInput: {
            serial: string;
            algorithm: string;
            /** Format: date-time */
            verifiedAt: string;
            standing: components["schemas"]["CertificateStandingInput"];
        };
        Unlock: {
            tokenSerial: string;
            holderName: string;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
            };
            /** @description How the holder may prove to be one; empty at first */
            ways: ("sms" | "proofing")[];
            /** @description Masked */
            reservedPhone: string | null;
            /** @description The live code to the reserved phone */
            code: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description Offered ways of identity proofing */
            methods: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard")[];
            /** @description As left in an earlier order, masked */
            legalRepPhone: string | null;
            refused: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description The new PIN may be set */
            authorised: {
                /** Format: date-time */
                until: string;
                /** @description By this browser */
                here: boolean;
            } | null;
            /** @description Instructions that went out to the key, the newest first */
            requests: {
                /** @enum {string} */
                state: "issued" | "confirmed" | "unconfirmed";
                /** Format: date-time */
                at: string;
            }[];
        };
        UnlockInput: {
            tokenSerial: string;
            holderName: string;
            certificate: {
                serial: string;
                /** Format: date-time */
                notBefore: string;
                /** Format: date-time */
                notAfter: string;
            };
            /** @description How the holder may prove to be one; empty at first */
            ways: ("sms" | "proofing")[];
            /** @description Masked */
            reservedPhone: string | null;
            /** @description The live code to the reserved phone */
            code: {
                sentTo: string;
                /** Format: date-time */
                expiresAt: string;
                /** Format: date-time */
                resendAt: string;
            } | null;
            /** @description Offered ways of identity proofing */
            methods: ("legalRepPhone" | "legalRepBankCard" | "microDeposit" | "ownPhone" | "ownBankCard")[];
            /** @description As left in an earlier order, masked */
            legalRepPhone: string | null;
            refused: {
                code: string;
                title: string;
                detail: string;
            } | null;
            /** @description The new PIN may be set */
            authorised: {
                /** Format: date-time */
                until: string;
                /** @description By this browser */
                here: boolean;
            } | null;
            /** @description Instructions that went out to the key, the newest first */
            requests: {
                /** @enum {string} */
                state: "issued" | "confirmed" | "unconfirmed";
                /** Format: date-time */
                at: string;
            }[];
        };
        UsesMail: {
            /** @description Masked */
            email: string;
            /**
             * @description `refused`: the mail that asks to confirm could not be sent
             * @enum {string}
             */
            state: "sending" | "refused" | "unconfirmed" | "confirmed";
        };
        UsesMailInput: {
            /** @description Masked */
            email: string;
            /**
             * @description `refused`: the mail that asks to confirm could not be sent
             * @enum {string}
             */
            state: "sending" | "refused" | "unconfirmed" | "confirmed";
        };
        VerifiedSignature: {
            /** @enum {string} */
            kind: "signature" | "timestamp";
            /** @description Why it proves nothing */
            fault: ("malformed" | "broken" | "unknownAlgorithm") | null;
            /**
             * @description What became of the document since
             * @enum {string}
             */
            after: "nothing" | "signatures" | "marks" | "changes";
            /** @description ETSI EN 319 142-1, by what is in the document */
            level: ("B-B" | "B-T" | "B-LT" | "B-LTA") | null;
            /** @description When, as the signer says */
            claimedAt: string | null;
            /** @description When at the latest, by a time stamp that we trust */
            stampedAt: string | null;
            reason: string | null;
            /** @description Of whom it says to be */
            certificate: {
                name: string | null;
                organisation: string | null;
                issuer: string | null;
                serial: string;
            } | null;
            /** @description Whether the certificate is one of ours */
            isOurs: boolean;
            /**
             * @description How the certificate stood when it signed
             * @enum {string}
             */
            then: "valid" | "notYet" | "expired" | "held" | "revoked" | "unknown";
            /** @description How it stands now; null where it is not one of ours */
            now: components["schemas"]["CertificateStanding"] | null;
        };
        VerifiedSignatureInput: {
            /** @enum {string} */
            kind: "signature" | "timestamp";
            /** @description Why it proves nothing */
            fault: ("malformed" | "broken" | "unknownAlgorithm") | null;
            /**
             * @description What became of the document since
             * @enum {string}
             */
            after: "nothing" | "signatures" | "marks" | "changes";
            /** @description ETSI EN 319 142-1, by what is in the document */
            level: ("B-B" | "B-T" | "B-LT" | "B-LTA") | null;
            /** @description When, as the signer says */
            claimedAt: string | null;
            /** @description When at the latest, by a time stamp that we trust */
            stampedAt: string | null;
            reason: string | null;
            /** @description Of whom it says to be */
            certificate: {
                name: string | null;
                organisation: string | null;
                issuer: string | null;
                serial: string;
            } | null;
            /** @description Whether the certificate is one of ours */
            isOurs: boolean;
            /**
             * @description How the certificate stood when it signed
             * @enum {string}
             */
            then: "valid" | "notYet" | "expired" | "held" | "revoked" | "unknown";
            /** @description How it stands now; null where it is not one of ours */
            now: components["schemas"]["CertificateStandingInput"] | null;
        };
        Webhooks: {
            /** @description Null where the client is told nothing */
            url: string | null;
            events: {
                /**
                 * Format: uuid
                 * @description webhook-id
                 */
                id: string;
                type: string;
                no: string;
                /** Format: date-time */
                at: string;
                deliveredAt: string | null;
                givenUpAt: string | null;
                attempts: {
                    /** Format: date-time */
                    at: string;
                    /** @description Of HTTP */
                    status: number | null;
                    /** @description Why there was no answer */
                    problem: string | null;
                }[];
            }[];
        };
        WebhooksInput: {
            /** @description Null where the client is told nothing */
            url: string | null;
            events: {
                /**
                 * Format: uuid
                 * @description webhook-id
                 */
                id: string;
                type: string;
                no: string;
                /** Format: date-time */
                at: string;
                deliveredAt: string | null;
                givenUpAt: string | null;
                attempts: {
                    /** Format: date-time */
                    at: string;
                    /** @description Of HTTP */
                    status: number | null;
                    /** @description Why there was no answer */
                    problem: string | null;
                }[];
            }[];
        };
        WorkCounts: {
            all: number;
            overdue: number;
            /** @description Due before the day ends in Beijing */
            today: number;
        };
        WorkCountsInput: {
            all: number;
            overdue: number;
            /** @description Due before the day ends in Beijing */
            today: number;
        };
        WritingProgress: {
            fence: number;
            /**
             * @description What is to be done at the key now
             * @enum {string}
             */
            step: "generate" | "write" | "finish" | "done";
            /** @description What the new pair signs */
            nonce: string;
            /** @description DER in base64, once it is issued */
            certificate: string | null;
        };
        WritingProgressInput: {
            fence: number;
            /**
             * @description What is to be done at the key now
             * @enum {string}
             */
            step: "generate" | "write" | "finish" | "done";
            /** @description What the new pair signs */
            nonce: string;
            /** @description DER in base64, once it is issued */
            certificate: string | null;
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
