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
    );
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
    );
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
    );
CREATE INDEX articles_dated ON articles (dated, id);
CREATE VIRTUAL TABLE article_words USING fts5(id UNINDEXED, words, detail = full);
INSERT INTO schema_version VALUES (1);
INSERT INTO articles VALUES ('916eaf5bcce8', 'articles/nacht.md', '13d9e7966f62bf49d85915d05e00c232ebd6aa2529fe0b8c6c11e8e012a04c14', 'Eigene', '', 'Sechzig Zeitungen, eine Nacht', '', '', 'de', '2026-11-20T00:00:00.000000+00:00', '2026-11-23T00:00:00.000000+00:00', '2026-11-20T00:00:00.000000+00:00', 'd7439bee24773bcbfa2d0a97947ee36227b10d1022b1a55847e928965bb6bfde', '{"body":"<p>Die Pressen laufen.</p>","bylines":["Ann Öhrn"],"fetched":"2026-11-23T00:00:00.000000+00:00","id":"916eaf5bcce8","images":[{"alt":"Presse","caption":"","credit":"","focus":[0.5,0.25],"height_px":20,"media":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","media_type":"image/png","width_px":10}],"kind":"article","language":"de","lead":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","licence":"","modified":null,"provenance":{},"published":"2026-11-20T00:00:00.000000+00:00","revision":"13d9e7966f62bf49d85915d05e00c232ebd6aa2529fe0b8c6c11e8e012a04c14","section":"","site":"","source":"Eigene","standfirst":"","tags":[],"title":"Sechzig Zeitungen, eine Nacht","url":"","warnings":[],"weight":null}');
INSERT INTO originals VALUES ('d7439bee24773bcbfa2d0a97947ee36227b10d1022b1a55847e928965bb6bfde', 'text/markdown', 3);
INSERT INTO article_words (id, words) VALUES ('916eaf5bcce8', 'sechzig zeitungen, eine nacht

ann ohrn

die pressen laufen.');
