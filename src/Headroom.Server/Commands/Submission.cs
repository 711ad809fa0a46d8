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
/// <param name="Asked">Who asks, and by which key.</param>
internal sealed record Submission(JobRequest Request, RepeatableRequest Asked)
{
    /// <summary>Queues the jobs, or gives the answer of the first time.</summary>
    public Submitted Run(Turn turn)
    {
        JobForm.Require(Request);
        if (Asked.Answered<Submitted>(turn) is { } known) return known;

        var tree = turn.State.Tree;
        var request = Request with { Queue = QueueOf(tree, Request.Queue, Asked.Bearer), ArrayFirst = null };
        var tenant = Tenants.Of(tree, tree.IndexOf(request.Queue));
        var first = new JobId(turn.State.LastJob + 1);
        JobId? array = request.Array > 1 ? first : null;
        var job = JobForm.Of(request, first, array, Asked.Bearer.Name, turn.Now);
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
        turn.Add(new AuditEntry(turn.Now, Asked.Bearer.Name, "job.submit", first.ToString()));
        return Asked.Keep(turn, StatusCodes.Status201Created, answer);
    }

    /// <summary>The queue that a request of a bearer goes to; its name may be empty where there is only one.</summary>
    /// <exception cref="Refusal">There is none, or several would do.</exception>
    public static string QueueOf(QueueTree tree, string name, Bearer bearer)
    {
        if (name.Length > 0)
        {
            return Tenants.MayUse(tree, bearer, name)
                ? name
                : throw Fault($"There is no queue '{name}' that takes jobs", "see them with 'headroom queues'");
        }

        var queues = Tenants.QueuesOf(tree, bearer);
        return queues is [var only]
            ? only
            : throw Fault($"A queue has to be chosen among {queues.Count}", "see them with 'headroom queues'");
    }

    private static Refusal Fault(string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = "queue" };
}
