// What other programs put on the clipboard, in each one's own form; the texts are invented.

/** Word for Windows: namespaces, conditional comments, MsoNormal, lists that are paragraphs. */
export const WORD = {
  'text/plain': 'أعلنت البلدية , أمس\r\n·\tأولًا\r\no\tداخل\r\n·\tثانيًا\r\n',
  'text/html': `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->
<h1 dir=RTL style='text-align:right'><span lang=AR-SA style='font-family:"Arial",sans-serif'>تعويض على الورق<o:p></o:p></span></h1>
<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl'><b style='mso-bidi-font-weight:normal'><span lang=AR-SA>أعلنت البلدية</span></b><span lang=AR-SA
style='font-size:14.0pt'> , أمس ، عن </span><span lang=AR-SA style='font-weight:bold;font-style:italic'>خطة  جديدة</span><span lang=AR-SA>,
وفق <a href="https://example.org/plan"><span style='color:#0563C1'>اللائحة</span></a> المنشورة.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst dir=RTL style='margin-right:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=AR-SA>أولًا<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle dir=RTL style='margin-right:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span lang=AR-SA>داخل<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast dir=RTL style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]><span lang=AR-SA>ثانيًا<o:p></o:p></span></p>
<p class=MsoNormal dir=RTL><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>One<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Two<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0><tr><td width=200 style='width:150pt'><p class=MsoNormal><b>الشهر<o:p></o:p></b></p></td><td><p class=MsoNormal>السفن<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>شباط<o:p></o:p></p></td><td><p class=MsoNormal>38<o:p></o:p></p><p class=MsoNormal>سفينة<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>`,
};

/** Google Docs: a bold that is not bold around everything, style on every span, lists beside lists. */
export const DOCS = {
  'text/plain': 'عنوان\nقال المدير إن الحركة عادت.\nواحد\nداخل\n',
  'text/html': `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d-7fff-aaaa-bbbb-0123456789ab"><h2 dir="rtl" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;font-style:normal;">عنوان</span></h2><p dir="rtl" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap;">قال </span><span style="font-size:11pt;font-weight:700;font-style:normal;white-space:pre-wrap;">المدير</span><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;"> إن </span><a href="https://www.google.com/url?q=https://example.org/port&amp;sa=D" style="text-decoration:none;"><span style="font-size:11pt;color:#1155cc;font-weight:400;font-style:normal;text-decoration:underline;">الحركة</span></a><span style="font-size:11pt;font-weight:400;font-style:italic;"> عادت</span><span style="font-weight:400;">.</span></p><br /><ul style="margin-top:0;"><li dir="rtl" style="list-style-type:disc;font-weight:400;" aria-level="1"><p dir="rtl" style="line-height:1.38;" role="presentation"><span style="font-weight:400;">واحد</span></p></li><ul style="margin-top:0;"><li dir="rtl" style="font-weight:400;" aria-level="2"><p dir="rtl" role="presentation"><span style="font-weight:400;">داخل</span></p></li></ul></ul><p><span><img src="https://lh3.example/picture" width="624" height="351"></span></p></b>`,
};

/** A page of the web, as Chromium copies it: nested boxes, a quotation, a picture elsewhere, a script. */
export const WEB = {
  'text/plain': 'عاجل',
  'text/html': `<html><body>
<!--StartFragment--><div class="article-body" style="box-sizing: border-box; color: rgb(34, 34, 34);"><div><div class="para" style="margin: 0"><span style="font-weight: 600;">مرسى النور</span><span class="Apple-converted-space">&nbsp;</span>– عادت السفن.</div><div class="para">وقال <a href="/local">مصدر</a> لـ<a href="https://example.org/a" target="_blank" onclick="track()">الموقع</a> <a href="javascript:void(0)">إن</a> ذلك صحيح .</div></div>
<figure><img src="https://elsewhere.example/a.jpg" width="800" height="450"><figcaption>الرصيف الثالث</figcaption></figure><img src="https://tracker.example/p.gif" width="1" height="1">
<blockquote><p>عودوا إلى البحر.</p><footer>— حسن البحّار</footer></blockquote>
<script>alert(1)</script><iframe src="https://ads.example"></iframe><div style="display:none">مخفي</div>
<pre>let a = 1;
f(a, b);</pre><hr><ul><li>نقطة<ul><li>أخرى<ul><li>ثالثة<ul><li>رابعة</li></ul></li></ul></li></ul></li></ul>
<table><thead><tr><th colspan="2">السفن</th></tr></thead><tbody><tr><td rowspan="2">شباط</td><td>38</td></tr><tr><td>57</td></tr></tbody></table></div><!--EndFragment-->
</body></html>`,
};

/** Telegram: plain text with the messenger's own stars, and lists of dashes. */
export const TELEGRAM = {
  'text/plain': '**عاجل** | سلطة المرافئ:\nعادت الحركة إلى ثلثيها ,\u202e والسبب *انتهاء الأعمال*.\n\n- رصيف الشمال\n- رصيف الجنوب\n\nالتفاصيل: https://example.org/port.',
};

/** WhatsApp: one star for bold, a line for a line, an address at the end. */
export const WHATSAPP = {
  'text/plain': '*بيان صحفي*\nتعلن البلدية  عن _تأجيل_ الاجتماع?\n> قرار سابق\n1. الموعد\n2. المكان\n2*3 و snake_case',
};
