import './look/gate.css'
import './look/setup.css'
import './look/shell.css'
import './look/page.css'
import './look/facts.css'
import './look/records.css'
import './look/letters.css'
import './look/absences.css'
import './look/phone.css'
import { ConsoleApp } from './console-app.tsx'
import { mount } from './ui/mount.tsx'

mount(<ConsoleApp />)
