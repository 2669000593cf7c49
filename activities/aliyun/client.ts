import Cloudauth from '@alicloud/cloudauth20190307'
import Dysms from '@alicloud/dysmsapi20170525'
import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core'
import * as $dara from '@darabonba/typescript'
import { config } from '../../config.ts'

// One account at Aliyun serves SMS, identity checks and the company registry; each has its own endpoint.

function account(endpoint: string) {
  const { ALIYUN_ACCESS_KEY_ID, ALIYUN_ACCESS_KEY_SECRET, ALIYUN_PROTOCOL } = config('sms')
  return new $OpenApiUtil.Config({
    accessKeyId: ALIYUN_ACCESS_KEY_ID,
    accessKeySecret: ALIYUN_ACCESS_KEY_SECRET,
    protocol: ALIYUN_PROTOCOL,
    endpoint,
    connectTimeout: 5000,
    readTimeout: 8000,
  })
}

/** SMS service, dysmsapi 2017-05-25. */
export const smsClient = () => new Dysms.default(account(config('sms').ALIYUN_SMS_ENDPOINT))

/** Identity checks, cloudauth 2019-03-07. */
export const identityClient = () =>
  new Cloudauth.default(account(config('identity').ALIYUN_CLOUDAUTH_ENDPOINT))

/**
 * A call of a service whose SDK is not published for Node, by the generic client (RPC style, query parameters).
 * Gives the body of the answer.
 */
export async function callRegistry(action: string, query: Record<string, string>): Promise<unknown> {
  const client = new OpenApi.default(account(config('identity').ALIYUN_REGISTRY_ENDPOINT))
  const answer = await client.callApi(
    new $OpenApiUtil.Params({
      action,
      version: '2020-02-17',
      protocol: config('identity').ALIYUN_PROTOCOL,
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    }),
    new $OpenApiUtil.OpenApiRequest({ query }),
    new $dara.RuntimeOptions({}),
  )
  return (answer as { body?: unknown }).body
}
