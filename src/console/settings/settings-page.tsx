import { ChangePassphraseForm } from '../session/change-passphrase.tsx'
import { useSession } from '../session/session.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { WeChatPanel } from '../wechat/wechat-panel.tsx'
import { DutyPanel } from './duty-panel.tsx'
import { FlowsPanel } from './flows-panel.tsx'
import { HotlineSetting } from './hotline-setting.tsx'
import { QuotaSetting } from './quota-setting.tsx'
import { ReadersPanel } from './readers-panel.tsx'
import { RecoveryPanel } from './recovery-panel.tsx'
import { ReportInboxPanel } from './report-inbox-panel.tsx'
import { SignatureSetting } from './signature-setting.tsx'

/** Duty contacts, readers, conversations, one's own passphrase: whatever of it is one's business. */
export default function SettingsPage() {
  const { may } = useSession()
  return (
    <Page title="设置">
      {may('admin', 'hr') && <DutyPanel />}
      {may('handler', 'discipline', 'security', 'admin', 'auditor') && <ReadersPanel />}
      {may('discipline', 'security', 'admin', 'auditor') && <ReportInboxPanel />}
      {may('handler', 'security', 'admin', 'auditor') && <RecoveryPanel />}
      {may('admin', 'hr') && <HotlineSetting />}
      {may('admin', 'hr') && <FlowsPanel />}
      {may('admin', 'hr') && <WeChatPanel />}
      {may('admin') && <SignatureSetting />}
      {may('admin') && <QuotaSetting />}
      <Panel title="我的登录口令">
        <ChangePassphraseForm changed={() => {}} />
      </Panel>
    </Page>
  )
}
