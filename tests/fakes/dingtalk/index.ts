/**
 * A fake DingTalk: what journeys, chaos tests and benches talk to in place of the real one.
 *
 *     const fake = await startFakeDingTalk()
 *     // … start the bot with fake.env …
 *     await fake.stream.connected()
 *     fake.say('sample-01', '请年假')
 *     await fake.waitFor('sample-01', '从哪天开始')
 *     fake.assertClean()
 *     await fake.stop()
 */
export { API_NAMES, type ApiName } from './api-names.ts'
export { type App, SAMPLE_APP } from './app.ts'
export type { Press, Pressed } from './card-press.ts'
export type { Card } from './cards.ts'
export type { Connection } from './connection.ts'
export { type FakeDingTalk, startFakeDingTalk } from './fake-dingtalk.ts'
export { fault, plainFaults } from './fault.ts'
export type { Fault, Order, Scope, Spoiled } from './faults.ts'
export { BOT_TOPIC, CARD_TOPIC, EVENT_TOPIC } from './frames.ts'
export { groupId } from './groups.ts'
export type { Delivery, Wanted } from './inbox.ts'
export type { Distribution, Violation } from './ledger.ts'
export type { LoadOptions, LoadReport, NextText } from './load.ts'
export type { Said, SayOptions } from './messages.ts'
export type { Department, Person, PersonSpec } from './people.ts'
export type { Push } from './pushes.ts'
export type { Button, Received } from './received.ts'
export { type RemoteFake, remoteFake } from './remote-fake.ts'
export { MESSAGE_BYTES } from './robot.ts'
export type { FakeOptions, Redelivery } from './settings.ts'
export type { Stream } from './stream.ts'
export {
  audio,
  file,
  picture,
  quote,
  richText,
  SAMPLE_BYTES,
  sticker,
  type Utterance,
  video,
} from './utterance.ts'
export { WEBHOOK_BYTES } from './webhook.ts'
