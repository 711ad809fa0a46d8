using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;
using Headroom.Storage.Writing;

namespace Headroom.Server.Loop;

/// <summary>One turn of the loop: what it changes in memory, and what is stored before anybody hears of it.</summary>
internal sealed class Turn(LoopState state, long now)
{
    private readonly List<ClusterEvent> _events = [];
    private readonly List<JobSubmission> _submissions = [];
    private readonly List<JobVerdict> _verdicts = [];
    private readonly List<AttemptReport> _attempts = [];
    private readonly List<OutboxMessage> _outbox = [];
    private readonly List<OutboxAcknowledgement> _acknowledged = [];
    private readonly List<IdempotentAnswer> _answers = [];
    private readonly List<AuditEntry> _audit = [];
    private readonly List<Token> _tokens = [];
    private readonly List<SettingVersion> _settings = [];

    /// <summary>What the loop remembers.</summary>
    public LoopState State { get; } = state;

    /// <summary>Time of the turn in Unix milliseconds: never before that of an earlier turn.</summary>
    public long Now { get; } = now;

    /// <summary>Number that the last event so far has when the turn is stored.</summary>
    public long Sequence => State.Sequence + _events.Count;

    /// <summary>Whether anything happened that a cycle should see.</summary>
    public bool HasEvents => _events.Count > 0;

    /// <summary>Whether there is anything to be stored.</summary>
    public bool HasChanges =>
        HasEvents || Grown is not null
        || _attempts.Count > 0 || _acknowledged.Count > 0 || _outbox.Count > 0 || _verdicts.Count > 0
        || _answers.Count > 0 || _audit.Count > 0 || _tokens.Count > 0 || _settings.Count > 0;

    /// <summary>Messages that engines are to be told once the turn is stored.</summary>
    public IReadOnlyList<OutboxMessage> Messages => _outbox;

    /// <summary>Jobs that come with the turn.</summary>
    public IReadOnlyList<JobSubmission> Submissions => _submissions;

    /// <summary>Answers that count from the turn on.</summary>
    public IReadOnlyList<IdempotentAnswer> Answers => _answers;

    /// <summary>Applies an event that may be refused. Null when it happened.</summary>
    public EventRefusal? Try(ClusterEvent happened)
    {
        if (State.Cluster.Apply(happened) is { } refusal) return refusal;

        _events.Add(happened);
        return null;
    }

    /// <summary>Applies an event that was made from the state as it is.</summary>
    public void Certain(ClusterEvent happened)
    {
        if (Try(happened) is { } refusal)
            throw new InvalidOperationException($"{happened} was decided and refused: {refusal}.");
    }

    /// <summary>The fleet from the next turn on, where it grows; null where it stays.</summary>
    public Fleet? Grown { get; private set; }

    /// <summary>
    /// The fleet grows at its end once this turn is stored: what the turn itself decides is of the fleet before.
    /// </summary>
    public void Grow(Fleet grown) => Grown = grown;

    /// <summary>A job comes.</summary>
    public void Submit(JobSubmitted submitted, JobSubmission submission)
    {
        Certain(submitted);
        _submissions.Add(submission);
    }

    /// <summary>Why a job waits.</summary>
    public void Add(JobVerdict verdict) => _verdicts.Add(verdict);

    /// <summary>What an engine said.</summary>
    public void Add(AttemptReport report) => _attempts.Add(report);

    /// <summary>An engine is to be told something.</summary>
    public void Tell(OutboxMessage message) => _outbox.Add(message);

    /// <summary>An engine has been told something, or never needs to be.</summary>
    public void Acknowledge(RunId run, string kind) => _acknowledged.Add(new OutboxAcknowledgement(run, kind, Now));

    /// <summary>An answer that the same key gets again.</summary>
    public void Add(IdempotentAnswer answer)
    {
        _answers.Add(answer);
        State.Answers.Add(answer);
    }

    /// <summary>Somebody did something.</summary>
    public void Add(AuditEntry entry) => _audit.Add(entry);

    /// <summary>Tokens that are new or have changed in this turn, in order: no store has them yet.</summary>
    public IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>A new token, or one that has changed.</summary>
    public void Add(Token token) => _tokens.Add(token);

    /// <summary>A new version of a setting.</summary>
    public void Add(SettingVersion setting) => _settings.Add(setting);

    /// <summary>All of it, to be stored together.</summary>
    public StoreBatch ToBatch() => new()
    {
        Events = _events,
        Submissions = _submissions,
        Verdicts = _verdicts,
        Attempts = _attempts,
        Outbox = _outbox,
        Acknowledged = _acknowledged,
        Answers = _answers,
        Audit = _audit,
        Tokens = _tokens,
        Settings = _settings,
        Grown = Grown,
    };
}
