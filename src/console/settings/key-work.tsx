import { App, Button } from 'antd'
import { useCallback } from 'react'
import type { ReaderLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { UnlockForm } from '../cases/unlock-form.tsx'
import { KeyForm } from '../keys/key-form.tsx'
import { handOn, letIn, type MyKey, renew } from '../keys/let-in.ts'
import { useUnlocked } from '../keys/use-unlocked.ts'
import { Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

interface About {
  readonly chosen: Pick<ReaderLine, 'id' | 'name' | 'mine' | 'created'>
  readonly rows: readonly ReaderLine[]
  readonly done: () => void
}

/** What is done with keys to older cases: letting a colleague in, or changing my own key for a new one. */
export function KeyWork(about: About) {
  const loaded = useData<MyKey[]>('/readers/mine')
  const { chosen, rows } = about
  return (
    <section className="after">
      <Show loaded={loaded}>
        {keys => {
          const usable = keys.filter(key => rows.some(row => row.id === key.id && !row.waits))
          const mine = chosen.mine ? keys.find(key => key.id === chosen.id) : usable.at(-1)
          return mine ? <WithKey mine={mine} {...about} /> : <p className="hint">你还没有能用的钥匙。</p>
        }}
      </Show>
    </section>
  )
}

function WithKey({ mine, chosen, rows, done }: About & { mine: MyKey }) {
  const unlocked = useUnlocked(mine.wrapped)
  if (!unlocked) return <UnlockForm wrapped={mine.wrapped} />
  if (!chosen.mine) return <LetIn mine={mine} to={chosen} done={done} />
  // Changing it was broken off: the newer one is there already.
  const newer = rows.find(
    row => row.mine && !row.waits && row.removed === null && row.created > chosen.created,
  )
  return newer ? <GoOn mine={mine} by={newer.id} done={done} /> : <Renew mine={mine} done={done} />
}

function Renew({ mine, done }: { mine: MyKey; done: () => void }) {
  const send = useCallback((fresh: { recipient: string; wrapped: string }) => renew(mine, fresh), [mine])
  return <KeyForm made={done} send={send} renewed />
}

function GoOn({ mine, by, done }: { mine: MyKey; by: string; done: () => void }) {
  const action = useAction(
    useCallback(() => handOn(mine, by), [mine, by]),
    '换好了，旧的停掉了',
  )
  return (
    <>
      <p>上次换到一半。接着换完，以前的都改用新钥匙开，这一把停掉。</p>
      <Problem error={action.error} />
      <Button
        type="primary"
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) done()
        }}
      >
        接着换完
      </Button>
    </>
  )
}

/** Seals my older cases to a colleague’s key, or to the recovery key. */
export function LetIn({
  mine,
  to,
  done,
}: {
  mine: MyKey
  to: Pick<ReaderLine, 'id' | 'name'>
  done: () => void
}) {
  const { message } = App.useApp()
  const run = useCallback(async () => {
    const { done: cases, failed } = await letIn(mine, to.id)
    const more = failed > 0 ? `，还有${failed}件这把钥匙打不开` : ''
    void message.success(cases === 0 ? `没有要补的${more}` : `补上了${cases}件${more}`)
  }, [mine, to, message])
  const action = useAction(run)
  return (
    <>
      <p>
        你打得开的以前的心里话，{to.name}也能打开。写到他的、本人不给他看的、还有他自己交的，不会给他。
        本人会收到消息，发“谁看过”也看得到。
      </p>
      <Problem error={action.error} />
      <Button
        type="primary"
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) done()
        }}
      >
        {action.busy ? '正在改封，请不要关页面' : `让${to.name}也能看`}
      </Button>
    </>
  )
}
