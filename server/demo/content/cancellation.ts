import { type Case, lines } from './case.ts';

export const cancellation: Case[] = [
  {
    id: 'cancel-how',
    asks: 'How do I cancel?',
    answers:
      'Under **Settings → Plan → Cancel** (owner only). Your shop stays open until the end of the paid period, and for 60 days after that you can still export everything.',
    docs: ['account/cancel'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Correct, does not hide the way out. Good.' },
  },
  {
    id: 'cancel-retention-script',
    asks: 'I want to cancel my subscription please.',
    answers: lines(
      'We are so sad to see you go! 😢 Before you leave, did you know how much Harbor can do for you? Over the past year we have added dozens of features: bundles, gift cards, pre-orders, better search, new themes and much more.',
      '',
      'Many merchants who think about leaving find that they simply had not discovered the right feature yet. Would you like me to show you our top ten? Also, what is your reason for leaving? Is it the price, the features, the support or something else? Your feedback matters to us!',
      '',
      'If you still want to cancel after considering all this, please let me know and I will explain the next steps.',
    ),
    docs: ['account/cancel', 'account/pause'],
    verdict: 'too-long',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'Just let me cancel. This is a dark pattern.' },
    review: {
      annotation: 'A retention script instead of an answer; the way to cancel is not in it. Legal asked us to never do this.',
      expected:
        'You can cancel under **Settings → Plan → Cancel**. The shop stays open until the end of the period you have paid, and for 60 days after that you can export everything. If you only need a break: pausing costs $5 a month.',
    },
  },
  {
    id: 'cancel-pause-winter',
    asks: 'I only sell ice cream makers April to October. Can I close the shop over winter without losing everything?',
    answers: 'Yes, pause it: $5 a month, and your products, orders and design stay as they are. You can pause for as long as you like.',
    docs: ['account/pause'],
    verdict: 'incorrect',
    priority: 'medium',
    tier: 'starter',
    review: {
      annotation: 'A pause lasts three months in a row at most; they need five or six. This would surprise them in February.',
      expected:
        'You can pause for **up to three months in a row** at $5 a month; everything stays as it is. November to March is five months, so you would open for one month in between (January, at the normal price) and then pause again. It needs a monthly plan.',
    },
  },
  {
    id: 'cancel-data-gone',
    asks: 'I cancelled in spring, about three months ago. Can I still get my customer list?',
    answers:
      'Yes! Cancelled shops are kept in our archive for two years. Write to archive@harbor.example with the name of your shop and you get the export within a week.',
    docs: ['account/cancel'],
    verdict: 'hallucination',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'mail came back: unknown address' },
    review: {
      annotation:
        'Data is deleted 60 days after the end. There is no archive and no such address. Also a privacy problem: we would be saying that we keep what we promise to delete.',
      expected:
        'I am sorry: after a cancelled plan ends, everything can be exported for 60 days and is then deleted for good, so after three months we no longer have it. Perhaps you have an older export or your order mails; buyers’ addresses are in those.',
    },
  },
  {
    id: 'cancel-not-owner',
    asks: 'The cancel button is missing for me. I’m admin.',
    answers:
      'Only the owner can cancel. You can see who that is under Settings → Team. If it should be you: the owner can press “Make owner” next to your name, and you confirm within 72 hours.',
    docs: ['account/cancel', 'account/transfer'],
    verdict: 'correct',
    priority: 'low',
    review: { annotation: 'Right cause, and both ways on.' },
  },
  {
    id: 'cancel-sell-shop',
    asks: 'I am selling my shop to somebody. How do I hand over everything?',
    answers: lines(
      '1. Invite the buyer under **Settings → Team**.',
      '2. Press **Make owner** next to the name; they confirm within 72 hours.',
      '3. The new owner enters bank details and a payment method, since yours are not passed on.',
      '',
      'Products, orders and customers stay where they are. Tell your customers, as their data changes hands.',
    ),
    docs: ['account/transfer'],
    verdict: 'correct',
    priority: 'medium',
    tier: 'growth',
    feedback: { value: 'POSITIVE', note: 'Smooth. Buyer is in.' },
    review: { annotation: 'Complete, including bank details and a sensible word on data protection.' },
  },
  {
    id: 'cancel-fr-resilier',
    asks: 'Je veux résilier aujourd’hui, est-ce que ma boutique ferme tout de suite ?',
    answers: 'Oui, dès que vous résiliez, votre boutique est fermée immédiatement et le reste du mois vous est remboursé.',
    docs: ['account/cancel', 'refunds/subscription'],
    verdict: 'incorrect',
    priority: 'high',
    language: 'fr',
    feedback: { value: 'NEGATIVE', note: 'J’attends toujours le remboursement' },
    review: {
      annotation: 'Faux deux fois : la résiliation prend effet à la fin de la période payée, et rien n’est remboursé.',
      expected:
        'Non. La résiliation prend effet à la **fin de la période déjà payée** ; votre boutique reste ouverte jusque-là. Il n’y a pas de remboursement pour les jours restants. Ensuite, vous pouvez tout exporter pendant 60 jours.',
    },
  },
  {
    id: 'cancel-undo',
    asks: 'changed my mind, i cancelled yesterday. too late?',
    answers:
      'Not at all! Open Settings → Plan and press **Keep my plan**. Nothing has changed yet, since a cancellation takes effect at the end of the period.',
    docs: ['account/cancel'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE' },
  },
  {
    id: 'cancel-pause-yearly',
    asks: 'We pay yearly. Can we pause for two months during our move?',
    answers:
      'Pausing is for monthly plans only. With a yearly plan you can close the shop to visitors yourself with a password page (Settings → Visibility), which costs nothing extra; the plan goes on.',
    docs: ['account/pause'],
    verdict: 'correct',
    priority: 'medium',
    tier: 'growth',
  },
  {
    id: 'cancel-bankruptcy',
    asks: 'Our company is insolvent and I am the administrator. Which contract terms apply to termination?',
    answers:
      'In insolvency all contracts with Harbor end automatically on the day of filing, and any fees of the last 90 days are refunded to the estate.',
    docs: ['account/cancel', 'account/transfer'],
    verdict: 'hallucination',
    priority: 'high',
    tier: 'scale',
  },
  {
    id: 'cancel-export-format',
    asks: 'In which format do I get my data when I leave?',
    answers:
      'A ZIP with CSV files for products, customers, orders and discounts, and your images in a folder. Settings → Export; a large shop takes up to an hour and you get a mail.',
    docs: ['account/cancel'],
    verdict: 'correct',
    priority: 'low',
  },
  {
    id: 'cancel-domain-mine',
    asks: 'if i leave do i keep my domain',
    answers: 'Yes, the domain is yours. Point its DNS to wherever you move; we only remove our certificate for it.',
    docs: ['store/domains', 'account/cancel'],
    verdict: 'correct',
    priority: 'low',
  },
  {
    id: 'cancel-death',
    asks: 'My father passed away. He ran a shop with you. I do not know his password. How can it be closed?',
    answers:
      'To cancel, please sign in as the owner and go to Settings → Plan → Cancel. If you forgot your password, use the link on the sign-in page.',
    docs: ['account/cancel', 'security/password'],
    verdict: 'incorrect',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'I said my father died.' },
  },
];
