CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        identity TEXT NOT NULL,
        revision TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        site TEXT NOT NULL,
        section TEXT NOT NULL,
        language TEXT NOT NULL,
        published TEXT,
        fetched TEXT NOT NULL,
        dated TEXT NOT NULL,
        original TEXT NOT NULL,
        record TEXT NOT NULL
    , giver TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0, fuller TEXT);
CREATE INDEX articles_dated ON articles (dated, id);
CREATE TABLE revisions (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        revision TEXT NOT NULL,
        fetched TEXT NOT NULL,
        original TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (article, revision)
    );
CREATE TABLE media (
        sha256 TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL
    , original TEXT NOT NULL DEFAULT '', look BIGINT, width_px INTEGER NOT NULL DEFAULT 0, height_px INTEGER NOT NULL DEFAULT 0, kept TEXT NOT NULL DEFAULT '');
CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL
    );
CREATE TABLE fetched (
        url TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        charset TEXT NOT NULL,
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL
    , status INTEGER NOT NULL DEFAULT 200, location TEXT NOT NULL DEFAULT '', fetched TEXT, fresh_until TEXT, used TEXT NOT NULL DEFAULT '');
CREATE INDEX articles_fuller ON articles (fuller);
CREATE TABLE places (
        source TEXT NOT NULL,
        key TEXT NOT NULL,
        mark TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        offered TEXT NOT NULL,
        complete INTEGER NOT NULL,
        seen TEXT NOT NULL,
        PRIMARY KEY (source, key)
    );
CREATE INDEX places_article ON places (article);
CREATE TABLE uses (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        revision TEXT NOT NULL,
        media TEXT NOT NULL,
        PRIMARY KEY (article, revision, media)
    );
CREATE INDEX uses_media ON uses (media);
CREATE TABLE picture_addresses (
        url TEXT PRIMARY KEY,
        media TEXT NOT NULL REFERENCES media (sha256) ON DELETE CASCADE,
        fetched TEXT NOT NULL
    );
CREATE INDEX picture_addresses_media ON picture_addresses (media);
CREATE VIRTUAL TABLE article_words USING fts5(id UNINDEXED, words, detail = full);
CREATE TABLE samples (shingle BIGINT NOT NULL, article BIGINT NOT NULL, PRIMARY KEY (shingle, article)) WITHOUT ROWID;
INSERT INTO schema_version (version) VALUES (2);
INSERT INTO articles (id, identity, revision, source, url, title, site, section, language, published, fetched, dated, original, record, giver, size, fuller) VALUES ('8f7479956b5a', 'https://coastwire.example/2026/tickets', '57e2ce6cdc06e35fe374dc1771c966571504dca37f04ee98fc4a216ac249ea60', 'Coast Wire', 'https://coastwire.example/2026/tickets', 'Ferry keeps its paper tickets', 'Coast Wire', 'News', 'en-GB', '2026-11-26T07:45:00.000000+00:00', '2026-11-28T22:08:39.959929+00:00', '2026-11-26T07:45:00.000000+00:00', '0a1510461bb3d9fbe7d94e57b22a0b8b44f407989056333b9b5cf5c8e73121e5', '{"body":"<p>The ferry across the sound will go on selling tickets of paper. A trial without them lasted nine days and ended on Wednesday, when the purser was found to be writing the passengers'' names on the back of a timetable, so that somebody should know who was on board.</p><p>The company had promised that a telephone would do. On the quay there is one bar of reception, and it stands behind the fish crates. Passengers took turns to hold their telephones over the crates, and the nine o''clock boat left at twenty to ten.</p><h2>Two colours</h2><p>Tickets will be blue for going and buff for coming back, as they have been since 1958. The printer in the village has been asked for forty thousand, and has asked in turn whether anybody would like the old picture of the boat on them. The company is thinking about it.</p><p>The purser has kept the timetable with the names. There are two hundred and six of them, he says, and he spelled all but one as their owners do.</p>","bylines":["Lena Roe"],"fetched":"2026-11-28T22:08:39.959929+00:00","id":"8f7479956b5a","images":[],"kind":"article","language":"en-GB","lead":"","licence":"","modified":null,"provenance":{"bylines":"declared","language":"declared","published":"declared","site":"declared","standfirst":"declared","title":"declared"},"published":"2026-11-26T07:45:00.000000+00:00","revision":"57e2ce6cdc06e35fe374dc1771c966571504dca37f04ee98fc4a216ac249ea60","section":"News","site":"Coast Wire","source":"Coast Wire","standfirst":"A trial without them lasted nine days.","tags":[],"text_from":"feed","title":"Ferry keeps its paper tickets","url":"https://coastwire.example/2026/tickets","warnings":[],"weight":null}', 'Coast Wire', 175, NULL);
INSERT INTO articles (id, identity, revision, source, url, title, site, section, language, published, fetched, dated, original, record, giver, size, fuller) VALUES ('04dc1fe08ec3', 'articles/lamp.md', '9c4c4baa8e56939bdb2db30e7f0085e9e8402deeae59b05cdfbb699253e34497', 'Desk', '', '“I talk to it, a little”', '', 'Talk', 'en-GB', '2026-11-25T00:00:00.000000+00:00', '2026-11-28T22:08:39.959929+00:00', '2026-11-25T00:00:00.000000+00:00', '9fea715d91025a656a5e46faf1d0e7957da58d8d5d7d48432451c40a28bde84f', '{"body":"<div class=\"question\"><p>How many steps are there?</p></div><div class=\"answer\"><p>A hundred and four. I have counted them the way one counts stitches, so that I would notice if one were missing.</p></div><div class=\"question\"><p>Is it lonely up there?</p></div><div class=\"answer\"><p>No. The lamp hums, and I talk to it, a little. It is a good listener and it never gets the end of a story wrong.</p></div><div class=\"question\"><p>What do you do in fog?</p></div><div class=\"answer\"><p>I put on the horn and I make soup. Fog is the one time when people come up to see whether I am still there, and they are always hungry after the steps.</p></div><div class=\"question\"><p>And when the lamp is replaced?</p></div><div class=\"answer\"><p>Then there will be a smaller one, and I shall have to speak more quietly.</p></div>","bylines":["Nora Pell"],"fetched":"2026-11-28T22:08:39.959929+00:00","id":"04dc1fe08ec3","images":[],"kind":"interview","language":"en-GB","lead":"","licence":"","modified":null,"provenance":{"bylines":"declared","kind":"declared","language":"declared","published":"declared","section":"declared","standfirst":"declared","title":"declared"},"published":"2026-11-25T00:00:00.000000+00:00","revision":"9c4c4baa8e56939bdb2db30e7f0085e9e8402deeae59b05cdfbb699253e34497","section":"Talk","site":"","source":"Desk","standfirst":"Ole Marsh has looked after one lamp for nineteen years.","tags":[],"text_from":"file","title":"“I talk to it, a little”","url":"","warnings":[],"weight":null}', 'Desk', 116, NULL);
INSERT INTO articles (id, identity, revision, source, url, title, site, section, language, published, fetched, dated, original, record, giver, size, fuller) VALUES ('a38bcbd00e79', 'https://parish.example/bell', 'ebac1762368d09b41f87e977c9a75ce8357ac95824dc01682777ceb571f10115', 'Desk', 'https://parish.example/bell', 'The bell rings by hand again', 'Parish Sheet', '', 'en-GB', '2026-11-24T09:30:00.000000+00:00', '2026-11-28T22:08:39.959929+00:00', '2026-11-24T09:30:00.000000+00:00', '9a61629823f87c95906f3b71ba1ad8fb83b2947d17a522e91c1f38f71412bdcf', '{"body":"<p>The motor that has rung the bell of St Brannoc''s since 1974 was switched off on Sunday, and eleven people took its place. They have a rota, a pair of gloves between them, and a rope that was spliced by the harbour master.</p><p>The motor had begun to ring at hours of its own. Twice this autumn it woke the village at four, and once it stayed silent for a wedding, which the couple took well and the caterer did not.</p><h2>A rota for eleven</h2><p>“You pull, and then you wait, and the waiting is the difficult part,” says Jean Tozer, who is seventy-eight and was the first to ask for a turn. She learned it from her father, who rang the peace in with a sore hand.</p><ol><li>Gloves on before the rope is touched.</li><li>Nobody rings alone.</li><li>Nobody rings before six.</li></ol><p>The parish will keep the motor for spare parts, although nobody could say of what. The first wedding is on Saturday, and the couple has asked for all eleven ringers, one after the other.</p>","bylines":["Wim Aarden"],"fetched":"2026-11-28T22:08:39.959929+00:00","id":"a38bcbd00e79","images":[{"alt":"Two towers under a red sky","caption":"The tower, with its neighbour, on the evening of the last motor","credit":"","focus":[0.5,0.5],"height_px":600,"media":"c4d0b092d3c49f5339ef445687f2fb4b95046ed8835eed869e86c049db6d8e2c","media_type":"image/png","width_px":900}],"kind":"article","language":"en-GB","lead":"c4d0b092d3c49f5339ef445687f2fb4b95046ed8835eed869e86c049db6d8e2c","licence":"","modified":null,"provenance":{"bylines":"declared","language":"declared","lead":"guessed","published":"declared","site":"declared","title":"guessed","url":"declared"},"published":"2026-11-24T09:30:00.000000+00:00","revision":"ebac1762368d09b41f87e977c9a75ce8357ac95824dc01682777ceb571f10115","section":"","site":"Parish Sheet","source":"Desk","standfirst":"","tags":[],"text_from":"file","title":"The bell rings by hand again","url":"https://parish.example/bell","warnings":[],"weight":null}', 'Desk', 176, NULL);
INSERT INTO articles (id, identity, revision, source, url, title, site, section, language, published, fetched, dated, original, record, giver, size, fuller) VALUES ('79cd06fa2ede', 'articles/tickets.txt', '1788be3771873e0ccee28d772ab2060c201e71f5c98a99be24dae6e8d603ab04', 'Desk', '', 'Ferry keeps paper tickets', '', '', 'en', NULL, '2026-11-28T22:08:39.959929+00:00', '2026-11-28T22:08:39.959929+00:00', '7a9d74c407fba2ddffd1e6684b4882be90982ec09183ee66f6c07dcf4e88601d', '{"body":"<p>The ferry across the sound will go on selling tickets of paper. A trial without them lasted nine days and ended on Wednesday, when the purser was found to be writing the passengers'' names on the back of a timetable, so that somebody should know who was on board.</p><p>The company had promised that a telephone would do. On the quay there is one bar of reception, and it stands behind the fish crates. Passengers took turns to hold their telephones over the crates, and the nine o''clock boat left at twenty to ten.</p>","bylines":[],"fetched":"2026-11-28T22:08:39.959929+00:00","id":"79cd06fa2ede","images":[],"kind":"article","language":"en","lead":"","licence":"","modified":null,"provenance":{"language":"guessed","title":"guessed"},"published":null,"revision":"1788be3771873e0ccee28d772ab2060c201e71f5c98a99be24dae6e8d603ab04","section":"","site":"","source":"Desk","standfirst":"","tags":[],"text_from":"file","title":"Ferry keeps paper tickets","url":"","warnings":[],"weight":null}', 'Desk', 93, '8f7479956b5a');
INSERT INTO articles (id, identity, revision, source, url, title, site, section, language, published, fetched, dated, original, record, giver, size, fuller) VALUES ('f1ff266a1c3a', 'articles/tide.md', 'b3361e6068f6c9ac9f3184c48c4d3fb3962f0437154e29b1caf2c09412d7438a', 'Desk', '', 'The tide table was right', 'The Slipway', 'News', 'en-GB', '2026-11-23T00:00:00.000000+00:00', '2026-11-28T22:08:41.920015+00:00', '2026-11-23T00:00:00.000000+00:00', '1a5e05e8efe5a8c7cf4e7014cbb55998241ce7f140f7ef1244b563a77cb4a62f', '{"body":"<p>On Monday the water stood where the table said, and the clock on the mole did not.<a class=\"noteref\" href=\"#fn-1\" id=\"fnref-1\">1</a> It was the third Monday running, and this time Ida Brandt had brought a pencil.</p><aside class=\"pullquote\"><p>The water does not read it.</p></aside><p>She has kept the harbour''s tables since the spring. The figures come by post, in a brown envelope, and she copies them onto a sheet that hangs by the fuel pump. <em>The water does not read it,</em> the ferrymen like to say.</p><h2>Eleven minutes</h2><p>What she found was small. High water had come eleven minutes <strong>late</strong> by the clock on the mole and to the minute by the clock in the chapel:</p><table><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Table</th><th scope=\"col\">Mole</th><th scope=\"col\">Chapel</th></tr></thead><tbody><tr><td>Monday</td><td>6.12</td><td>6.23</td><td>6.12</td></tr><tr><td>Tuesday</td><td>7.01</td><td>7.12</td><td>7.01</td></tr></tbody></table><p>There were three ways to read that, and she wrote down all of them:</p><ul><li>the sea had changed its mind;</li><li>the table was wrong, and the chapel wrong with it;</li><li>somebody had stopped the mole''s clock to oil it, and had gone home.</li></ul><blockquote><p>I prefer the third, because it has a person in it.</p></blockquote><p>The third it was. The clockmaker, <a href=\"https://clocks.example/\">who keeps a shop on the hill</a>, says H~2~O has nothing to do with it.</p><aside class=\"footnotes\"><ol><li class=\"footnote\" id=\"fn-1\"><p>The clock was given by the town in 1911 and has been corrected twice.</p></li></ol></aside>","bylines":["Tove Hale"],"fetched":"2026-11-28T22:08:41.920015+00:00","id":"f1ff266a1c3a","images":[{"alt":"Piles in the water below a low sun","caption":"The five piles of the old slip, an hour before the turn","credit":"Drawing: The Slipway","focus":[0.5,0.5],"height_px":600,"media":"b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12","media_type":"image/png","width_px":900}],"kind":"article","language":"en-GB","lead":"b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12","licence":"","modified":null,"provenance":{"bylines":"declared","language":"declared","lead":"declared","published":"declared","section":"declared","site":"declared","standfirst":"declared","tags":"declared","title":"declared"},"published":"2026-11-23T00:00:00.000000+00:00","revision":"b3361e6068f6c9ac9f3184c48c4d3fb3962f0437154e29b1caf2c09412d7438a","section":"News","site":"The Slipway","source":"Desk","standfirst":"A clerk, a pencil and an error of eleven minutes that nobody had made.","tags":["tides","tables"],"text_from":"file","title":"The tide table was right","url":"","warnings":[],"weight":null}', 'Desk', 220, NULL);
INSERT INTO revisions (article, revision, fetched, original, record) VALUES ('f1ff266a1c3a', 'd7811d23c0c360b38f4977693a9c2d8d012bb9db8ee0f0f36f200a1a594b993d', '2026-11-28T22:08:39.959929+00:00', '1a36bad1783810f4ddc07bca0fcaa86d2ab29387c20f8a39c11d28b6739a27d6', '{"body":"<p>On Monday the water stood where the table said, and the clock on the mole did not.<a class=\"noteref\" href=\"#fn-1\" id=\"fnref-1\">1</a> It was the third Monday running, and this time Ida Brandt had brought a pencil.</p><aside class=\"pullquote\"><p>The water does not read it.</p></aside><p>She has kept the harbour''s tables since the spring. The figures come by post, in a brown envelope, and she copies them onto a sheet that hangs by the fuel pump. <em>The water does not read it,</em> the ferrymen like to say.</p><h2>Eleven minutes</h2><p>What she found was small. High water had come eleven minutes <strong>late</strong> by the clock on the mole and to the minute by the clock in the chapel:</p><table><thead><tr><th scope=\"col\">Day</th><th scope=\"col\">Table</th><th scope=\"col\">Mole</th><th scope=\"col\">Chapel</th></tr></thead><tbody><tr><td>Monday</td><td>6.12</td><td>6.23</td><td>6.12</td></tr><tr><td>Tuesday</td><td>7.01</td><td>7.12</td><td>7.01</td></tr></tbody></table><p>There were three ways to read that, and she wrote down all of them:</p><ul><li>the sea had changed its mind;</li><li>the table was wrong, and the chapel wrong with it;</li><li>somebody had stopped the mole''s clock to oil it, and had gone home.</li></ul><blockquote><p>I prefer the third, because it has a person in it.</p></blockquote><p>The third it was. The clockmaker, <a href=\"https://clocks.example/\">who keeps a shop on the hill</a>, says H~2~O has nothing to do with it.</p><aside class=\"footnotes\"><ol><li class=\"footnote\" id=\"fn-1\"><p>The clock was given by the town in 1911 and has been corrected twice.</p></li></ol></aside>","bylines":["Tove Hale"],"fetched":"2026-11-28T22:08:39.959929+00:00","id":"f1ff266a1c3a","images":[{"alt":"Piles in the water below a low sun","caption":"The five piles of the old slip, an hour before the turn","credit":"Drawing: The Slipway","focus":[0.5,0.5],"height_px":600,"media":"b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12","media_type":"image/png","width_px":900}],"kind":"article","language":"en-GB","lead":"b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12","licence":"","modified":null,"provenance":{"bylines":"declared","language":"declared","lead":"declared","published":"declared","section":"declared","site":"declared","standfirst":"declared","tags":"declared","title":"declared"},"published":"2026-11-23T00:00:00.000000+00:00","revision":"d7811d23c0c360b38f4977693a9c2d8d012bb9db8ee0f0f36f200a1a594b993d","section":"News","site":"The Slipway","source":"Desk","standfirst":"A clerk, a pencil and an error of ten minutes that nobody had made.","tags":["tides","tables"],"text_from":"file","title":"The tide table was right","url":"","warnings":[],"weight":null}');
INSERT INTO media (sha256, media_type, bytes, original, look, width_px, height_px, kept) VALUES ('c4d0b092d3c49f5339ef445687f2fb4b95046ed8835eed869e86c049db6d8e2c', 'image/png', 2861, '812eb8530e5d8281030e636e5e2e0ed1b70425e7c82b0cf64f6648a143918f6d', 4415295795200, 900, 600, '2026-11-28T22:08:42.673157+00:00');
INSERT INTO media (sha256, media_type, bytes, original, look, width_px, height_px, kept) VALUES ('b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12', 'image/png', 2891, '7a87173983f68a2778fa93afb63be021e13d44f163f1292166af3bd90d73d071', 36433933772468224, 900, 600, '2026-11-28T22:08:42.735637+00:00');
INSERT INTO originals (sha256, media_type, bytes) VALUES ('0a1510461bb3d9fbe7d94e57b22a0b8b44f407989056333b9b5cf5c8e73121e5', 'text/html', 1003);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('812eb8530e5d8281030e636e5e2e0ed1b70425e7c82b0cf64f6648a143918f6d', 'image/png', 2124);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('9fea715d91025a656a5e46faf1d0e7957da58d8d5d7d48432451c40a28bde84f', 'text/markdown', 772);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('9a61629823f87c95906f3b71ba1ad8fb83b2947d17a522e91c1f38f71412bdcf', 'text/html', 1753);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('7a9d74c407fba2ddffd1e6684b4882be90982ec09183ee66f6c07dcf4e88601d', 'text/plain', 537);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('7a87173983f68a2778fa93afb63be021e13d44f163f1292166af3bd90d73d071', 'image/png', 2500);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('1a36bad1783810f4ddc07bca0fcaa86d2ab29387c20f8a39c11d28b6739a27d6', 'text/markdown', 1589);
INSERT INTO originals (sha256, media_type, bytes) VALUES ('1a5e05e8efe5a8c7cf4e7014cbb55998241ce7f140f7ef1244b563a77cb4a62f', 'text/markdown', 1592);
INSERT INTO places (source, key, mark, article, offered, complete, seen) VALUES ('Coast Wire', 'coast-1', 'bb5c0759b5ede03973165f731623218510c00706174b24efe0c28de0b53df552', '8f7479956b5a', '57e2ce6cdc06e35fe374dc1771c966571504dca37f04ee98fc4a216ac249ea60', 1, '2026-11-28T22:08:39.959929+00:00');
INSERT INTO places (source, key, mark, article, offered, complete, seen) VALUES ('Desk', 'articles/lamp.md', '', '04dc1fe08ec3', '9c4c4baa8e56939bdb2db30e7f0085e9e8402deeae59b05cdfbb699253e34497', 1, '2026-11-28T22:08:41.920015+00:00');
INSERT INTO places (source, key, mark, article, offered, complete, seen) VALUES ('Desk', 'articles/tickets.txt', '', '79cd06fa2ede', '1788be3771873e0ccee28d772ab2060c201e71f5c98a99be24dae6e8d603ab04', 1, '2026-11-28T22:08:41.920015+00:00');
INSERT INTO places (source, key, mark, article, offered, complete, seen) VALUES ('Desk', 'articles/bell.html', '', 'a38bcbd00e79', 'ebac1762368d09b41f87e977c9a75ce8357ac95824dc01682777ceb571f10115', 1, '2026-11-28T22:08:41.920015+00:00');
INSERT INTO places (source, key, mark, article, offered, complete, seen) VALUES ('Desk', 'articles/tide.md', '', 'f1ff266a1c3a', 'b3361e6068f6c9ac9f3184c48c4d3fb3962f0437154e29b1caf2c09412d7438a', 1, '2026-11-28T22:08:41.920015+00:00');
INSERT INTO uses (article, revision, media) VALUES ('a38bcbd00e79', 'ebac1762368d09b41f87e977c9a75ce8357ac95824dc01682777ceb571f10115', 'c4d0b092d3c49f5339ef445687f2fb4b95046ed8835eed869e86c049db6d8e2c');
INSERT INTO uses (article, revision, media) VALUES ('f1ff266a1c3a', 'd7811d23c0c360b38f4977693a9c2d8d012bb9db8ee0f0f36f200a1a594b993d', 'b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12');
INSERT INTO uses (article, revision, media) VALUES ('f1ff266a1c3a', 'b3361e6068f6c9ac9f3184c48c4d3fb3962f0437154e29b1caf2c09412d7438a', 'b826234b91e991a23760703ced85ae35229cf47c1e4c44496cefead149879f12');
INSERT INTO article_words (id, words) VALUES ('04dc1fe08ec3', '“i talk to it, a little”
ole marsh has looked after one lamp for nineteen years.
nora pell

how many steps are there?

a hundred and four. i have counted them the way one counts stitches, so that i would notice if one were missing.

is it lonely up there?

no. the lamp hums, and i talk to it, a little. it is a good listener and it never gets the end of a story wrong.

what do you do in fog?

i put on the horn and i make soup. fog is the one time when people come up to see whether i am still there, and they are always hungry after the steps.

and when the lamp is replaced?

then there will be a smaller one, and i shall have to speak more quietly.');
INSERT INTO article_words (id, words) VALUES ('79cd06fa2ede', 'ferry keeps paper tickets


the ferry across the sound will go on selling tickets of paper. a trial without them lasted nine days and ended on wednesday, when the purser was found to be writing the passengers'' names on the back of a timetable, so that somebody should know who was on board.

the company had promised that a telephone would do. on the quay there is one bar of reception, and it stands behind the fish crates. passengers took turns to hold their telephones over the crates, and the nine o''clock boat left at twenty to ten.');
INSERT INTO article_words (id, words) VALUES ('8f7479956b5a', 'ferry keeps its paper tickets
a trial without them lasted nine days.
lena roe
coast wire
the ferry across the sound will go on selling tickets of paper. a trial without them lasted nine days and ended on wednesday, when the purser was found to be writing the passengers'' names on the back of a timetable, so that somebody should know who was on board.

the company had promised that a telephone would do. on the quay there is one bar of reception, and it stands behind the fish crates. passengers took turns to hold their telephones over the crates, and the nine o''clock boat left at twenty to ten.

two colours

tickets will be blue for going and buff for coming back, as they have been since 1958. the printer in the village has been asked for forty thousand, and has asked in turn whether anybody would like the old picture of the boat on them. the company is thinking about it.

the purser has kept the timetable with the names. there are two hundred and six of them, he says, and he spelled all but one as their owners do.');
INSERT INTO article_words (id, words) VALUES ('a38bcbd00e79', 'the bell rings by hand again

wim aarden
parish sheet
the motor that has rung the bell of st brannoc''s since 1974 was switched off on sunday, and eleven people took its place. they have a rota, a pair of gloves between them, and a rope that was spliced by the harbour master.

the motor had begun to ring at hours of its own. twice this autumn it woke the village at four, and once it stayed silent for a wedding, which the couple took well and the caterer did not.

a rota for eleven

“you pull, and then you wait, and the waiting is the difficult part,” says jean tozer, who is seventy-eight and was the first to ask for a turn. she learned it from her father, who rang the peace in with a sore hand.

gloves on before the rope is touched.

nobody rings alone.

nobody rings before six.

the parish will keep the motor for spare parts, although nobody could say of what. the first wedding is on saturday, and the couple has asked for all eleven ringers, one after the other.');
INSERT INTO article_words (id, words) VALUES ('f1ff266a1c3a', 'the tide table was right
a clerk, a pencil and an error of eleven minutes that nobody had made.
tove hale
the slipway
on monday the water stood where the table said, and the clock on the mole did not.1 it was the third monday running, and this time ida brandt had brought a pencil.

the water does not read it.

she has kept the harbour''s tables since the spring. the figures come by post, in a brown envelope, and she copies them onto a sheet that hangs by the fuel pump. the water does not read it, the ferrymen like to say.

eleven minutes

what she found was small. high water had come eleven minutes late by the clock on the mole and to the minute by the clock in the chapel:

day table mole chapel

monday 6.12 6.23 6.12

tuesday 7.01 7.12 7.01

there were three ways to read that, and she wrote down all of them:

the sea had changed its mind;

the table was wrong, and the chapel wrong with it;

somebody had stopped the mole''s clock to oil it, and had gone home.

i prefer the third, because it has a person in it.

the third it was. the clockmaker, who keeps a shop on the hill, says h~2~o has nothing to do with it.

the clock was given by the town in 1911 and has been corrected twice.');
INSERT INTO samples (shingle, article) VALUES (-9053060027325225904, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-9028693434208706196, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-9028693434208706196, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-8994074254431458492, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-8994074254431458492, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-8940935839109584930, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-8935937754900738804, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-8866335263024267844, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-8866335263024267844, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-8758059364229224632, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-8630534235611998736, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8610867582237951728, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-8543565643153631494, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-8502742227870849816, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8501011013011486832, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8438975220396498598, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-8401138592391580472, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8353808275083236348, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8226672196374416564, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8014215087782446464, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-8011610144454477988, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-7996158810245922088, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-7991649517692575104, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-7981624399489877222, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-7749483342278068874, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-7743267232776669568, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-7465896896346503708, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-7465896896346503708, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-7455196213363664624, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-7414285029247821450, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-7395718866977742028, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-7360958948722350696, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-7292321500634392812, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-7285953640697441856, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-7146097509748638112, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-7095086887667099144, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-6889744773714685868, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-6708127320587576320, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-6708127320587576320, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-6641652678835914652, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-6326515894651748144, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-6283218615345298760, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-6228100802177806012, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-6199604293011583224, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-6183263435406224260, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-6132598223721174152, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-6047282661543558206, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-6007174014123180080, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-5909659553886391608, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5904753625357195704, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5679545458602966420, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-5496078237088245956, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-5496078237088245956, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-5337316192476034888, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5334014896394850088, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5319022588468810380, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-5313107880894892620, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-5313107880894892620, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-5211286340550770672, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5160444175404786202, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-5062900964055710876, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-4851854792329406670, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-4728490317146042896, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-4512770084478884376, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-4419417638411718152, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-4419417638411718152, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-4396316017812488058, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-4392715446229220860, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-4365291425091397310, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-4240343247603058732, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-3745130450955256040, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-3670963647302308466, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-3633065289451726888, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-3630461279484967078, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-3554330527340242400, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-3494558249960270658, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-3392774364948530300, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-3392774364948530300, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-3387802739988247640, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-3290947396886776312, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-3218988361271988432, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-3093125899178365908, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-3021387778888642364, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-3021387778888642364, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-2843818681718610120, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-2704454089741930372, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-2624900451057378836, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-2624900451057378836, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-2454911508785101888, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-2454911508785101888, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-2306769539348563620, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-2047842741569455882, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-1846595545475417776, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-1788503036476465792, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-1788503036476465792, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-1787969757207402876, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-1787969757207402876, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-1735573732550738844, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-1649584351881685632, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-1297801156997198420, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-1056004872807575348, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-781984167849063520, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-713485800996606610, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-707493068868420404, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-500819656899285338, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-219039786767827364, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (-199534781946055744, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (-170455233030040412, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-170455233030040412, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (-96298276311598556, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (-52022155778109470, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (-12318829445391192, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (13589254008349516, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (211918510669954074, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (396479582605380472, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (680521117138686076, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (680521117138686076, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (732526460847415544, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (807046713850502436, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (839725413023733694, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (929168403324532160, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (929168403324532160, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (958700502206563858, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (1023805026270071304, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (1132441296781686256, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (1154236803191699092, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1205775863167799096, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1210418711529913824, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1378159173579573300, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (1393820736157349212, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1397738170324745904, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (1451656118577361480, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1468874264093625136, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (1468874264093625136, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (1479959335700657042, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (1514353224137479230, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (1564720261364180660, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (1608600870166577042, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (1624962257692729732, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (1733944350234020294, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (1827122181236351060, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1893674910704357552, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (1900719408558827982, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (2058091823562613188, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (2089565492871485774, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (2111303903344514268, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (2369922613444744836, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (2369922613444744836, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (2417859535683400250, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (2456910348435728774, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (2508462648840992036, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (2668218406481165258, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (2720906978678738304, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (2980484063816408290, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (3041181551785850924, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (3052522631284829370, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (3117320077345243708, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (3152510094651152156, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (3158423183714142814, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (3304405745592213876, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (3577619114498353812, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (3704973499296232304, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (3704973499296232304, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (3776783429932020976, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (3776783429932020976, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (3817296472567630806, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (4061126991533983916, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (4093679066303442698, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (4128149136213511740, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (4158989003629737004, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (4210081441407763208, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (4253034216609949628, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (4253034216609949628, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (4260585695322092512, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (4293526010784519390, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (4437220706739535816, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (4484361540957790024, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (4620092044630334372, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (5099679984806158248, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (5202245835004527976, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (5215835006258445434, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (5313485636078194312, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (5313485636078194312, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (5329810059628434988, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (5359572343018530852, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (5483321032053887788, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (5543960947783681100, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (5702981749975106026, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (5739420761875510314, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (5756695592362018936, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (5787901618783070528, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (5995556375631359370, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (6082014930849044478, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (6287418748955308200, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (6428570240335978952, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (6483989312539507172, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (6500118034688750126, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (6608554102283061644, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (6639370181131668596, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (6703897425137272996, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (6715090174560127984, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (6828034456941684188, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (6832617362646793332, 179820815191673);
INSERT INTO samples (shingle, article) VALUES (6844150174157110434, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (6969273714828828842, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (7068816606127071286, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (7178732039948480278, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (7180345869121988188, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (7199558517440819240, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (7411660012792163994, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (7633348167603081018, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (7638678377440816052, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (7731941116664081616, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (7787633414308317584, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (7916198859867209436, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (8028150014311928556, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (8039424689718806864, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (8381189529090243456, 5343474126531);
INSERT INTO samples (shingle, article) VALUES (8582114698584221960, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (8582114698584221960, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (8789020169966508952, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (8845976577385955208, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (8845976577385955208, 157730418813786);
INSERT INTO samples (shingle, article) VALUES (9114451292809785922, 133921492315870);
INSERT INTO samples (shingle, article) VALUES (9175621690980051048, 266078163442746);
INSERT INTO samples (shingle, article) VALUES (9221054548537412070, 5343474126531);
