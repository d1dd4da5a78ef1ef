import './look/frame.css'
import './look/people.css'
import './look/pick.css'
import './look/head.css'
import './look/talk.css'
import './look/composer.css'
import './look/phone.css'
import { mount } from '../ui/mount.tsx'
import { ChatPage } from './chat-page.tsx'

mount(<ChatPage />)
