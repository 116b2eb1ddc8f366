export { createIngressApp, type IngressOptions } from './create-ingress-app.ts';
