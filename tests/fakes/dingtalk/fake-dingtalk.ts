import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { App } from './app.ts'
import type { Calls } from './calls.ts'
import { type Press, type Pressed, pressCard } from './card-press.ts'
import { cardRoutes } from './card-routes.ts'
import type { Cards } from './cards.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import { contactRoutes } from './contacts.ts'
import { controlAside } from './control.ts'
import { dingRoutes } from './ding.ts'
import type { Faults } from './faults.ts'
import { fileRoutes } from './file-routes.ts'
import type { Files } from './files.ts'
import type { Groups } from './groups.ts'
import type { Wanted } from './inbox.ts'
import { type Inspection, inspect } from './inspection.ts'
import { type LoadOptions, type LoadReport, runLoad } from './load.ts'
import { createMessages, type Said, type SayOptions } from './messages.ts'
import { type Office, officeRoutes } from './office.ts'
import { openConnectionRoutes } from './open-connection.ts'
import type { People } from './people.ts'
import type { Quota } from './quota.ts'
import type { Received } from './received.ts'
import { robotRoutes } from './robot.ts'
import type { Route } from './route.ts'
import { sentMessageRoutes } from './sent-messages.ts'
import { createHttpServer } from './server.ts'
import type { Sessions } from './sessions.ts'
import { type FakeOptions, settingsOf } from './settings.ts'
import { type Codes, signInRoutes } from './sign-in.ts'
import { createStream, type Stream } from './stream.ts'
import { tap } from './tap.ts'
import { type Tokens, tokenRoutes } from './tokens.ts'
import type { Utterance } from './utterance.ts'
import { webhookRoutes } from './webhook.ts'
import { createWorld, type World } from './world.ts'

/** A DingTalk of one's own, on loopback, for tests and for talking to the bot without a tenant. */
export interface FakeDingTalk extends Inspection {
  /** `http://127.0.0.1:port`: good for DINGTALK_API_BASE and DINGTALK_OAPI_BASE alike. */
  base: string
  app: App
  /** The variables that point a bot at this fake. */
  env: Record<string, string>

  /** A person writes to the robot in their single chat. Pushed at once; the answer comes by `waitFor`. */
  say(userid: string, said: Utterance, options?: SayOptions): Said
  /** A person writes in a group and @s the robot. */
  sayInGroup(cid: string, userid: string, said: Utterance, options?: SayOptions): Said
  /** Everything the bot sent to this userid or group, in order. */
  inbox(to: string): readonly Received[]
  /** The first message that fits and was not waited for before; see `Inbox.waitFor`. */
  waitFor(to: string, wanted?: Wanted, timeoutMs?: number): Promise<Received>
  /**
   * Taps the newest button with this title, as the person: its words are said in their name. Throws, with
   * the buttons there are, when there is none or when the button opens a page instead.
   */
  tap(userid: string, title: string, options?: SayOptions): Said
  /** Presses a button of an interactive card and waits for the answer of the bot. */
  press(press: Press): Promise<Pressed>
  /** An event of the organisation, such as `bpms_instance_change`; returns its eventId. */
  event(eventType: string, data: object): string
  /** Runs many conversations at once and measures; see `LoadOptions`. */
  load(options: LoadOptions): Promise<LoadReport>

  /** The gateway: connections, pings, pushes, and everything that goes wrong between. */
  stream: Stream
  faults: Faults
  clock: Clock
  people: People
  groups: Groups
  calls: Calls
  quota: Quota
  tokens: Tokens
  codes: Codes
  files: Files
  sessions: Sessions
  cards: Cards
  office: Office

  stop(): Promise<void>
}

/** Starts a fake DingTalk. One HTTP and WebSocket server stands for all of DingTalk's hosts. */
export async function startFakeDingTalk(options: FakeOptions = {}): Promise<FakeDingTalk> {
  const settings = settingsOf(options)
  let base = ''
  const world = createWorld(settings, () => base)
  const fake = facade(world)
  const server = createHttpServer(world, routesOf(world), controlAside(fake))

  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  world.gateway.opened.on(world.pushes.greet)
  if (settings.pingEveryMs > 0) pingAll(world, settings.pingEveryMs)
  if (settings.connectionTtlMs > 0) retireAll(world, settings.connectionTtlMs)
  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake listens on no port')
  base = `http://${settings.host}:${address.port}`

  return Object.assign(fake, {
    base,
    env: envOf(world),
    async stop() {
      world.clock.stop()
      world.gateway.stop()
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      // Upgrades that hang belong to nobody any more, yet the server waits for them.
      for (const socket of sockets) socket.destroy()
      await closed
    },
  })
}

function facade(world: World): FakeDingTalk {
  const { say, sayInGroup, pushOf } = createMessages(world)
  const fake: FakeDingTalk = {
    base: '',
    app: world.app(),
    env: {},
    say,
    sayInGroup,
    inbox: world.inbox.of,
    waitFor: world.inbox.waitFor,
    tap: (userid, title, options) => tap(world, { say, sayInGroup }, userid, title, options),
    press: press => pressCard(world, press),
    event: (eventType, data) => sendEvent(world, eventType, data),
    load: options => runLoad(world, say, options),
    stream: createStream(world, pushOf),
    ...inspect(world),
    faults: world.faults,
    clock: world.clock,
    people: world.people,
    groups: world.groups,
    calls: world.calls,
    quota: world.quota,
    tokens: world.tokens,
    codes: world.codes,
    files: world.files,
    sessions: world.sessions,
    cards: world.cards,
    office: world.office,
    stop: () => Promise.resolve(),
  }
  return fake
}

function routesOf(world: World): Route[] {
  return [
    ...openConnectionRoutes(world),
    ...tokenRoutes(world),
    ...webhookRoutes(world),
    ...robotRoutes(world),
    ...sentMessageRoutes(world),
    ...fileRoutes(world),
    ...dingRoutes(world),
    ...cardRoutes(world),
    ...contactRoutes(world),
    ...signInRoutes(world),
    ...officeRoutes(world),
  ]
}

function sendEvent(world: World, eventType: string, data: object): string {
  const app = world.app()
  const eventId = world.messageIds.next().replaceAll('_', '')
  world.pushes.send({
    app,
    type: 'EVENT',
    topic: '*',
    data: JSON.stringify(data),
    key: eventId,
    event: {
      eventId,
      eventType,
      eventCorpId: app.corpId,
      eventBornTime: String(world.clock.now()),
      eventUnifiedAppId: app.unifiedAppId,
    },
  })
  return eventId
}

function pingAll(world: World, everyMs: number): void {
  const beat = () => {
    for (const connection of world.gateway.connections()) if (awake(connection)) world.pushes.ping(connection)
    world.clock.after(everyMs, beat)
  }
  world.clock.after(everyMs, beat)
}

function retireAll(world: World, afterMs: number): void {
  const { disconnectMuteMs } = world.settings
  world.gateway.opened.on(connection => {
    world.clock.after(afterMs, () => {
      if (awake(connection)) world.gateway.disconnect(connection, 'connection is expired', disconnectMuteMs)
    })
  })
}

function awake(connection: Connection): boolean {
  return connection.state === 'live' || connection.state === 'half-open'
}

function envOf(world: World): Record<string, string> {
  const { clientId, clientSecret, robotCode } = world.app()
  return {
    DINGTALK_CLIENT_ID: clientId,
    DINGTALK_CLIENT_SECRET: clientSecret,
    DINGTALK_ROBOT_CODE: robotCode,
    DINGTALK_API_BASE: world.base(),
    DINGTALK_OAPI_BASE: world.base(),
  }
}
