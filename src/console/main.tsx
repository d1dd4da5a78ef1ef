import './look/gate.css'
import './look/setup.css'
import './look/shell.css'
import './look/page.css'
import './look/facts.css'
import './look/records.css'
import './look/forms.css'
import './look/letters.css'
import './look/absences.css'
import './look/phone.css'
import { lazy, Suspense } from 'react'
import { ConsoleApp } from './console-app.tsx'
import { mount } from './ui/mount.tsx'

/** Pages for people who do not sign in. */
const OPEN: Readonly<Record<string, ReturnType<typeof lazy>>> = {
  '/mydata': lazy(() => import('./forms/my-data-page.tsx')),
  '/form': lazy(() => import('./forms/form-page.tsx')),
  '/verify': lazy(() => import('./forms/verify-page.tsx')),
}

const OpenPage = OPEN[location.pathname]
mount(
  OpenPage ? (
    <Suspense>
      <OpenPage />
    </Suspense>
  ) : (
    <ConsoleApp />
  ),
)
