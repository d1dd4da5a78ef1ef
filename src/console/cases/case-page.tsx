import { Alert, Button } from 'antd'
import { useData } from '../api/use-data.ts'
import { keyBox } from '../keys/key-box.ts'
import { useUnlocked } from '../keys/use-unlocked.ts'
import { pathOf } from '../router.ts'
import { Facts } from '../ui/facts.tsx'
import { Page, Panel, Show } from '../ui/page.tsx'
import { wordFor } from '../words/codes.ts'
import { day, moment } from '../words/times.ts'
import { AskedFor } from './asked-for.tsx'
import { caseState, isOver } from './case-state.ts'
import { CloseForm } from './close-form.tsx'
import { Desk } from './desk.tsx'
import { FollowUps } from './follow-ups.tsx'
import { Labels } from './labels.tsx'
import { Letters } from './letters.tsx'
import { MergeForm } from './merge-form.tsx'
import { NoteForm } from './note-form.tsx'
import { ReplyForm } from './reply-form.tsx'
import { RevealPanel } from './reveal-panel.tsx'
import type { CaseWhole } from './shapes.ts'
import { UnlockForm } from './unlock-form.tsx'
import { useOpened } from './use-opened.ts'

/** One case: locked until my passphrase opens my key in this browser. @param section whose list it stands in */
export function CasePage({ id, section }: { id: string; section: string }) {
  const loaded = useData<CaseWhole>(`/cases/${encodeURIComponent(id)}`)
  const { data, reload } = loaded
  const unlocked = useUnlocked(data?.wrapped ?? null)
  return (
    <Page
      title={data?.no ?? '心里话'}
      back={pathOf(section)}
      actions={unlocked && <Button onClick={keyBox.lock}>锁上</Button>}
    >
      <Show loaded={loaded}>
        {file =>
          file.status === 'withdrawn' ? (
            <Panel>
              <p>{file.no} 已撤回：本人收回了，内容和钥匙都删了，也查不到是谁交的。</p>
            </Panel>
          ) : (
            <>
              <AskedFor file={file} done={reload} />
              <Panel>
                <Facts
                  facts={[
                    ['署名', file.person ?? '隐名，看不到是谁'],
                    ['轻重', wordFor('level', file.level)],
                    ['来处', wordFor('caseKind', file.kind)],
                    ['交的日子', day(file.day)],
                    ['时限', moment(file.due)],
                    ...(file.reminded === 0 ? [] : [['催过', `${file.reminded}次`] as const]),
                    ...(file.outcome === null ? [] : [['结果', wordFor('outcome', file.outcome)] as const]),
                    ['状态', caseState(file)],
                    ...(file.lookedAfter === null
                      ? []
                      : [['值班', file.lookedAfter ? '记下有人照应了' : '还没记下有人照应'] as const]),
                  ]}
                />
                {unlocked && <Labels file={file} changed={reload} />}
                <Desk file={file} changed={reload} />
              </Panel>
              {file.kind !== 'report' && file.mode === 'hidden' && file.mine && !isOver(file) && (
                <RevealPanel id={file.id} />
              )}
              {unlocked ? <Opened file={file} changed={reload} /> : <UnlockForm wrapped={file.wrapped} />}
            </>
          )
        }
      </Show>
    </Page>
  )
}

function Opened({ file, changed }: { file: CaseWhole; changed: () => Promise<void> }) {
  const opened = useOpened(file)
  if (opened === 'failed') return <Alert type="error" showIcon title="这把钥匙打不开这一件。请告诉安全员。" />
  if (opened === null) return <p className="hint">正在打开</p>
  return (
    <>
      <Letters file={file} letters={opened} />
      {!isOver(file) && (
        <>
          <ReplyForm file={file} sent={changed} />
          <FollowUps file={file} />
          <NoteForm file={file} kept={changed} />
          <MergeForm file={file} />
          <CloseForm file={file} closed={changed} />
        </>
      )}
    </>
  )
}
