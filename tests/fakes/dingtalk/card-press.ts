import type { Card } from './cards.ts'
import { optionsOf, paramMapOf } from './cards.ts'
import { CARD_TOPIC } from './frames.ts'
import { isJson, type Json, object } from './json.ts'
import type { Push } from './pushes.ts'
import type { World } from './world.ts'

export interface Press {
  outTrackId: string
  userid: string
  /** The component's id in the template. */
  actionId: string
  /** What the template hangs on the button. */
  params?: Json
}

/**
 * What the person who pressed sees: `updated` or `unchanged` as the ack said, `late` when it took more than
 * two seconds (DingTalk shows a failure and throws the answer away), `nowhere` when the card was made without
 * `callbackType: 'STREAM'`.
 */
export interface Pressed {
  outcome: 'updated' | 'unchanged' | 'late' | 'nowhere'
  card: Card
  response: Json | undefined
}

/** Presses a button of a card and waits for what becomes of it. */
export async function pressCard(world: World, press: Press): Promise<Pressed> {
  const card = world.cards.must(press.outTrackId)
  const place = card.deliveredTo.find(one => one.to === press.userid) ?? card.deliveredTo[0]
  if (place === undefined) throw new Error(`card "${card.outTrackId}" was delivered to nobody`)
  if (card.callbackType !== 'STREAM') return { outcome: 'nowhere', card, response: undefined }

  const [app] = world.settings.apps
  if (app === undefined) throw new Error('the fake has no app')
  const content = JSON.stringify({
    cardPrivateData: { actionIds: [press.actionId], params: press.params ?? {} },
  })
  card.presses += 1
  const push = world.pushes.send({
    app,
    type: 'CALLBACK',
    topic: CARD_TOPIC,
    key: `${card.outTrackId}:${press.actionId}`,
    limitMs: world.settings.cardAckLimitMs,
    data: JSON.stringify({
      type: 'actionCallback',
      outTrackId: card.outTrackId,
      corpId: app.corpId,
      userId: press.userid,
      userIdType: 1,
      spaceType: place.spaceType,
      spaceId: place.spaceId,
      extension: '{}',
      content,
      value: content,
    }),
  })
  const inTime = await acked(world, push)
  card.presses -= 1
  if (!inTime) return { outcome: 'late', card, response: undefined }
  const response = push.ack === undefined ? {} : object(push.ack.data['response'])
  return { outcome: applied(world, card, press.userid, response) ? 'updated' : 'unchanged', card, response }
}

/** True when the ack came within the limit. */
function acked(world: World, push: Push): Promise<boolean> {
  return new Promise(resolve => {
    const end = (inTime: boolean) => {
      limit.cancel()
      for (const undo of undos) undo()
      resolve(inTime)
    }
    // The limit is the bot's, in real time: the fake's speed must not shorten it.
    const limit = world.clock.after(push.limitMs * (world.settings.speed || 1), () => end(false))
    const undos = [
      world.pushes.acked.on(one => one === push && end((one.ackMs ?? 0) <= push.limitMs)),
      world.pushes.lost.on(one => one === push && end(false)),
    ]
    if (push.state === 'lost') end(false)
  })
}

/** Applies the answer of an ack: the common map, and the presser's own (not keyed by userid here). */
function applied(world: World, card: Card, userid: string, response: Json): boolean {
  const data = paramMapOf(response['cardData'])
  const own = paramMapOf(response['userPrivateData'])
  for (const map of [data, own]) {
    if (typeof map === 'string') {
      world.violations.add('card-answer', map)
      return false
    }
  }
  const privateData = new Map<string, Record<string, string>>()
  if (isJson(own)) privateData.set(userid, own)
  const common = isJson(data) ? data : undefined
  if (common === undefined && privateData.size === 0) return false
  world.cards.apply(card, { data: common, privateData, ...optionsOf(response['cardUpdateOptions']) })
  return true
}
