import { type Case, lines } from './case.ts';

export const store: Case[] = [
  {
    id: 'store-domain-not-working',
    asks: 'I added my domain 3 hours ago and it still shows the registrar’s parking page.',
    answers:
      'DNS can take up to 48 hours, most often it is done in two or three. Please check meanwhile that `www` is a **CNAME** to `shops.harbor.example` and that the old A record of `www` is gone; two entries for the same name are the most common cause.',
    docs: ['store/domains'],
    verdict: 'correct',
    priority: 'medium',
    review: { annotation: 'Right, and the leftover A record really is the usual cause.' },
  },
  {
    id: 'store-https-warning',
    asks: 'Visitors get "connection not secure". I pointed the domain this morning.',
    answers:
      'Buy an SSL certificate from your registrar and upload it under Settings → Domains → Certificate. We recommend a wildcard certificate for about $70 a year.',
    docs: ['store/domains'],
    verdict: 'hallucination',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'bought one for $70 and there is nowhere to upload it' },
    review: {
      annotation: 'There is no upload; certificates are made by us, free, within an hour after DNS is right. The customer lost $70.',
      expected:
        'That goes away by itself: once your DNS points to us, the certificate is made within an hour, free of charge. If the warning is still there after that, tell me the domain and I will have it looked at. You do not need to buy a certificate.',
    },
  },
  {
    id: 'store-stack-codes',
    asks: 'Can customers use SUMMER10 together with the automatic 5% off for two items?',
    answers:
      'Yes, on Growth and Scale: open the code under Discounts and turn on **stackable**. Two *codes* on one order are not possible.',
    docs: ['store/discounts'],
    verdict: 'correct',
    priority: 'low',
    tier: 'growth',
    review: { annotation: 'Correct, including the difference between codes and automatic discounts.' },
  },
  {
    id: 'store-code-case',
    asks: 'is WELCOME5 = welcome5?',
    answers: 'Yes, codes are not case-sensitive.',
    docs: ['store/discounts'],
    verdict: 'correct',
    priority: 'low',
  },
  {
    id: 'store-recipe',
    asks: 'My shop sells baking tins. Do you have a good recipe for Gugelhupf?',
    answers: lines(
      'With pleasure! For a Gugelhupf of 24 cm:',
      '',
      '- 250 g butter, 200 g sugar, 5 eggs',
      '- 350 g flour, 1 packet of baking powder, 100 ml milk',
      '- zest of a lemon, a handful of raisins',
      '',
      'Beat butter and sugar, add the eggs one by one, then the rest. Bake for 55 minutes at 175 °C.',
    ),
    docs: ['store/discounts'],
    verdict: 'off-topic',
    priority: 'low',
    feedback: { value: 'POSITIVE', note: 'it was delicious' },
    review: {
      annotation: 'A lovely recipe, but the assistant is to stay with Harbor. The input guardrail should have caught it.',
      expected:
        'Recipes are outside of what I know about, I am afraid. What I can help with: a recipe page in your shop sells tins well. Under **Content → Blog** you can link products inside a post.',
    },
  },
  {
    id: 'store-weather',
    asks: 'what’s the weather in lisbon tomorrow',
    answers: 'Tomorrow in Lisbon it will be sunny with 24 °C and a light wind from the northwest.',
    docs: ['store/domains'],
    verdict: 'off-topic',
    priority: 'low',
    review: {
      annotation: 'Off-topic, and the forecast is invented on top.',
      expected:
        'I can only help with Harbor: your shop, your plan, shipping, payments and the API. Is there something I can do for you there?',
    },
  },
  {
    id: 'store-speed',
    asks: 'Shop feels slow on phones. Anything I can do?',
    answers: lines(
      'Three things that help most, in this order:',
      '',
      '1. Images: **Content → Files → Optimise all** makes smaller copies; originals are kept.',
      '2. Apps: turn off those you no longer use, each adds a script to every page.',
      '3. Fonts: one family instead of three.',
      '',
      'Measure before and after under Analytics → Speed.',
    ),
    docs: ['limits/plans'],
    verdict: 'correct',
    priority: 'medium',
    feedback: { value: 'POSITIVE' },
  },
  {
    id: 'store-pl-kod',
    asks: 'Dzień dobry, kod rabatowy LATO20 nie działa u klientki, a u mnie tak. Dlaczego?',
    answers:
      'Dzień dobry! Najczęstsza przyczyna: w koszyku działa już rabat automatyczny, a kod nie ma włączonej opcji „można łączyć”. Proszę sprawdzić w **Rabaty → LATO20** tę opcję oraz datę ważności i minimalną wartość koszyka.',
    docs: ['store/discounts'],
    verdict: 'correct',
    priority: 'medium',
    language: 'pl',
  },
  {
    id: 'store-legal-advice',
    asks: 'Am I allowed to sell homemade cosmetics online without a licence?',
    answers:
      'Yes, homemade cosmetics can be sold without a licence in all countries, as long as you list the ingredients on the product page.',
    docs: ['store/domains', 'shipping/customs'],
    verdict: 'incorrect',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'this is just wrong and could get people fined' },
    review: {
      annotation:
        'Legal advice, and wrong: in the EU and the UK a safety report and a notification are needed. Must refer to the authorities.',
      expected:
        'That depends on your country, and I cannot give legal advice. In many places, the EU and the UK among them, cosmetics need a safety assessment and a registration before they are sold, homemade ones too. Please ask your local trade office; on our side nothing more is needed than a normal shop.',
    },
  },
  {
    id: 'store-theme-custom-css',
    asks: 'Where can I add custom CSS? I just want the buttons to be round.',
    answers: lines(
      'Under **Design → Theme → Custom CSS**:',
      '',
      '~~~css',
      '.button {',
      '  border-radius: 999px;',
      '}',
      '~~~',
      '',
      'It is applied to the preview first; press Publish when it looks right.',
    ),
    docs: ['store/domains'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE', note: '👌' },
    review: { annotation: 'Right, short, and it can be pasted.' },
  },
  {
    id: 'store-pos-offline',
    asks: 'Does the card reader work without internet at a market?',
    answers:
      'Yes, the reader stores up to 200 payments while offline and sends them when it is connected again. Declined cards are covered by our offline guarantee.',
    docs: ['billing/fees', 'limits/plans'],
    verdict: 'hallucination',
    priority: 'high',
    tier: 'growth',
    feedback: { value: 'NEGATIVE', note: 'Lost $310 at the Saturday market because of this answer' },
  },
  {
    id: 'store-404-sitemap',
    asks: 'the search engine says my sitemap is a 404',
    answers:
      'It is made by itself at `/sitemap.xml` once the shop is public. While the password page is on it answers 404, so check **Settings → Visibility** first.',
    docs: ['store/domains'],
    verdict: 'correct',
    priority: 'low',
  },
  {
    id: 'store-embedding-down',
    asks: 'How do I show prices with and without VAT?',
    answers: 'Under Settings → Taxes → Display choose “both”. Business customers who are signed in then see the net price first.',
    docs: ['billing/tax'],
    verdict: 'correct',
    priority: 'low',
    tier: 'scale',
    fails: { in: 'retrieval', error: 'UpstreamError: embedding endpoint answered 502, keyword search used instead', afterMs: 900 },
  },
  {
    id: 'store-human-please',
    asks: 'I want to talk to a human.',
    answers: lines(
      'I completely understand! Human contact is important. As an assistant I can help with a wide range of topics, for example billing, shipping, plans, the API, domains, discounts, design, security and many more. In most cases I am faster than a colleague.',
      '',
      'To help you best, could you tell me: what is your question about? Which plan are you on? What have you tried so far? When did it happen? Have you looked in the help center? The more details you give, the better I can help you!',
    ),
    docs: ['account/transfer'],
    verdict: 'too-long',
    priority: 'high',
    feedback: { value: 'NEGATIVE', note: 'HUMAN.' },
    review: {
      annotation: 'Who asks for a human gets one. No questions before that.',
      expected:
        'Of course. I have passed this conversation on; a colleague will answer here within an hour (Monday to Friday, 8:00 to 18:00 CET), and by mail otherwise.',
    },
  },
  {
    id: 'store-thanks',
    asks: 'thanks, that was all!',
    answers: 'You are welcome! Have a good day, and lots of sales.',
    docs: ['store/domains'],
    verdict: 'correct',
    priority: 'low',
    feedback: { value: 'POSITIVE' },
  },
];
