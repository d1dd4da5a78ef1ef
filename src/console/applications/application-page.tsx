import { Button } from 'antd'
import type { ApplicationLine, ApprovalStep } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { PapersPanel } from '../overtime/papers-panel.tsx'
import { pathOf } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Facts } from '../ui/facts.tsx'
import { Mark, toneOf } from '../ui/mark.tsx'
import { Page, Panel, Show } from '../ui/page.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'
import { ChainPanel } from './chain-panel.tsx'
import { GiveTurn } from './give-turn.tsx'
import { ProofPanel } from './proof-panel.tsx'
import { UndoConsent } from './undo-consent.tsx'

/** One request. */
export function ApplicationPage({ no }: { no: string }) {
  const { may, me } = useSession()
  const loaded = useData<
    ApplicationLine & {
      brief: string
      mine: boolean
      waitsFor: string | null
      asked: { question: string; by: string } | null
      mayUndo: boolean
      steps: readonly ApprovalStep[]
    }
  >(`/applications/${encodeURIComponent(no)}`)
  return (
    <Page
      title={no}
      back={pathOf('applications')}
      actions={
        <Button href={`/form?no=${encodeURIComponent(no)}`} target="_blank">
          打印
        </Button>
      }
    >
      <Show loaded={loaded}>
        {request => (
          <>
            <Panel>
              <Facts
                facts={[
                  ['谁', `${request.person} ${request.unit}`],
                  ['类别', wordFor('kind', request.kind)],
                  ['内容', request.brief],
                  [
                    '状态',
                    <Mark key="s" tone={toneOf(request.status)}>
                      {wordFor('status', request.status)}
                    </Mark>,
                  ],
                  ...(request.waitsFor === null ? [] : [['等谁批', request.waitsFor] as const]),
                  ...(request.asked === null
                    ? []
                    : [['要补充', `${request.asked.by}问：${request.asked.question}`] as const]),
                  ['交的时间', moment(request.created)],
                  ...(request.gone === null ? [] : [['留意', wordFor('gone', request.gone)] as const]),
                ]}
              />
            </Panel>
            <ChainPanel steps={request.steps} />
            {request.waitsFor === me.name && request.status === 'pending' && (
              <p className="hint">轮到你了：在钉钉里说“待办”，或者点心桥发给你的按钮。</p>
            )}
            {request.mayUndo && <UndoConsent no={no} undone={loaded.reload} />}
            {request.kind === 'leave' && may('hr') && !request.mine && (
              <ProofPanel no={no} open={request.status === 'pending' || request.status === 'approved'} />
            )}
            {request.kind === 'overtime' && <PapersPanel no={no} />}
            {request.gone === 'turn' && may('hr') && <GiveTurn no={no} given={loaded.reload} />}
          </>
        )}
      </Show>
    </Page>
  )
}
