using System.Data.Common;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Storage.Access;
using Headroom.Storage.Events;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Writing;

/// <summary>The rows of one transaction: several batches that are committed together.</summary>
internal sealed class Transfer
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly EventCodec _codec;
    private readonly JobLedger _jobs;
    private readonly long _epoch;
    private readonly RowSet _events = new(WriteRows.Event);
    private readonly RowSet _outbox = new(WriteRows.Outbox);
    private readonly RowSet _acknowledged = new(WriteRows.Acknowledgement);
    private readonly RowSet _answers = new(AccessRows.Answer);
    private readonly RowSet _audit = new(AccessRows.Audit);
    private readonly RowSet _settings = new(AccessRows.Setting);
    private readonly Dictionary<long, Token> _tokens = [];
    private Fleet? _grown;

    public Transfer(WriterBook book, Lead lead, DbConnection connection, DbTransaction transaction)
    {
        (_connection, _transaction, _epoch) = (connection, transaction, lead.Epoch);
        (_codec, Sequence, Audit) = (book.Codec, book.Sequence, book.Audit);
        _jobs = new JobLedger(book.Jobs, book.Fleet, connection, transaction);
    }

    /// <summary>Number of the last event.</summary>
    public long Sequence { get; private set; }

    /// <summary>Number of the last audit entry.</summary>
    public long Audit { get; private set; }

    public void Add(StoreBatch batch)
    {
        foreach (var report in batch.Attempts) _jobs.Add(report);
        AddEvents(batch);
        foreach (var verdict in batch.Verdicts) _jobs.Add(verdict);
        foreach (var (run, kind, payload, at) in batch.Outbox)
            _outbox.Add(run.Job.Value, run.Attempt, kind, payload, _epoch, at);

        foreach (var (run, kind, at) in batch.Acknowledged) _acknowledged.Add(run.Job.Value, run.Attempt, kind, at);
        foreach (var answer in batch.Answers)
        {
            _answers.Add(
                answer.Tenant, answer.Key, answer.Digest, answer.Status, answer.Answer, answer.Expires);
        }

        foreach (var entry in batch.Audit)
            _audit.Add(++Audit, entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail);

        foreach (var setting in batch.Settings)
            _settings.Add(setting.Name, setting.Version, setting.At, setting.Author, setting.Text);

        foreach (var token in batch.Tokens) _tokens[token.Id] = token;
        _grown = batch.Grown ?? _grown;
        foreach (var step in batch.Steps) step(_connection, _transaction);
    }

    public void Write(Database database)
    {
        _jobs.Write(database);
        foreach (var rows in (RowSet[])[_events, _outbox, _acknowledged, _answers, _audit, _settings, Tokens()])
            database.Write(_connection, _transaction, rows);

        if (_grown is not null) NodeBook.Keep(database, _connection, _transaction, _grown);
    }

    /// <summary>Hands what was committed to the book.</summary>
    public void Settle(WriterBook book)
    {
        _jobs.Settle();
        (book.Sequence, book.Audit) = (Sequence, Audit);
    }

    private void AddEvents(StoreBatch batch)
    {
        var submissions = new Dictionary<JobId, JobSubmission>();
        foreach (var submission in batch.Submissions) submissions[submission.Job] = submission;

        foreach (var happened in batch.Events)
        {
            var id = (happened as JobSubmitted)?.Job.Id;
            _jobs.Add(happened, id is { } job ? submissions.GetValueOrDefault(job) : null);
            _events.Add(++Sequence, happened.At, EventCodec.KindOf(happened), _codec.Encode(happened));
        }
    }

    private RowSet Tokens()
    {
        var rows = new RowSet(AccessRows.Token);
        foreach (var token in _tokens.Values.OrderBy(token => token.Id))
        {
            rows.Add(
                token.Id,
                token.Hash,
                token.Name,
                token.Scopes,
                token.Role,
                token.Tenant,
                token.Created,
                token.Expires,
                token.Revoked);
        }

        return rows;
    }
}
