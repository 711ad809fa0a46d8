using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Commands;

/// <summary>A request to run something, made once however often it is sent.</summary>
/// <param name="Request">What is to run.</param>
/// <param name="Bearer">Who asks.</param>
/// <param name="Key">Chosen by the client; empty for none, then it is made as often as it is sent.</param>
/// <param name="Digest">Of the request.</param>
internal sealed record Submission(JobRequest Request, Bearer Bearer, string Key, byte[] Digest)
{
    private const long KeyMilliseconds = 24 * 3_600_000;

    /// <summary>Queues the jobs, or gives the answer of the first time.</summary>
    public Submitted Run(Turn turn)
    {
        JobForm.Require(Request);
        if (Key.Length > 0 && turn.State.Answers.Find(Bearer.Scope, Key) is { } known) return AnswerOf(known);

        var tree = turn.State.Tree;
        var request = Request with { Queue = QueueOf(tree), ArrayFirst = null };
        var tenant = Tenants.Of(tree, tree.IndexOf(request.Queue));
        var first = new JobId(turn.State.LastJob + 1);
        JobId? array = request.Array > 1 ? first : null;
        var job = JobForm.Of(request, first, array, Bearer.Name, turn.Now);
        request = request with { ArrayFirst = array?.Value };
        var text = JsonSerializer.Serialize(request, ApiJson.Options);
        JobForm.RequireSize(request, text);
        for (var number = 0; number < request.Array; number++)
        {
            var id = new JobId(first.Value + number);
            turn.Submit(new JobSubmitted(turn.Now, job with { Id = id }), new JobSubmission(id, tenant, text));
        }

        turn.State.LastJob += request.Array;
        var answer = new Submitted(first.Value, request.Array)
        {
            Warnings = turn.State.BudgetWarnings.GetValueOrDefault(tenant),
        };
        turn.Add(new AuditEntry(turn.Now, Bearer.Name, "job.submit", first.ToString()));
        if (Key.Length > 0)
        {
            turn.Add(new IdempotentAnswer(
                Bearer.Scope, Key, Digest, StatusCodes.Status201Created,
                JsonSerializer.Serialize(answer, ApiJson.Options), turn.Now + KeyMilliseconds));
        }

        return answer;
    }

    /// <summary>The answer that was given to the key before.</summary>
    /// <exception cref="Refusal">The key came with another request.</exception>
    public Submitted AnswerOf(IdempotentAnswer known) => known.Digest.AsSpan().SequenceEqual(Digest)
        ? JsonSerializer.Deserialize<Submitted>(known.Answer, ApiJson.Options)!
        : throw new Refusal(
            RefusalKind.Conflict, "The idempotency key was used for another request", "choose a new key");

    /// <summary>The queue that it goes to.</summary>
    /// <exception cref="Refusal">There is none, or several would do.</exception>
    public string QueueOf(QueueTree tree)
    {
        if (Request.Queue.Length > 0)
        {
            return Tenants.MayUse(tree, Bearer, Request.Queue)
                ? Request.Queue
                : throw Fault($"There is no queue '{Request.Queue}' that takes jobs", "see them with 'headroom queues'");
        }

        var queues = Tenants.QueuesOf(tree, Bearer);
        return queues is [var only]
            ? only
            : throw Fault($"A queue has to be chosen among {queues.Count}", "see them with 'headroom queues'");
    }

    private static Refusal Fault(string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = "queue" };
}
