/** An app of the organisation, as it stands in DingTalk's developer console. */
export interface App {
  clientId: string
  clientSecret: string
  robotCode: string
  corpId: string
  /** The robot as a member of conversations: `chatbotUserId`. */
  robotUserId: string
  /** What frames call `appId` and `eventUnifiedAppId`. */
  unifiedAppId: string
}

/** The app that is there when a test names none. Its secret opens nothing but this fake. */
export const SAMPLE_APP: App = {
  clientId: 'dingsampleclient01',
  clientSecret: 'sample-secret-opens-only-the-fake',
  robotCode: 'dingsampleclient01',
  corpId: 'dingsamplecorp01',
  robotUserId: '$:LWCP_v1:$SAMPLEROBOT',
  unifiedAppId: '00000000-0000-4000-8000-000000000001',
}

/** The sample app with what is given in place; the robot follows the client id as it does at DingTalk. */
export function appOf(given: Partial<App> = {}): App {
  const clientId = given.clientId ?? SAMPLE_APP.clientId
  return { ...SAMPLE_APP, robotCode: clientId, robotUserId: `$:LWCP_v1:$${clientId}`, ...given, clientId }
}
