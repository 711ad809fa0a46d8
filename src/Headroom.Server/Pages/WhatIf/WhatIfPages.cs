using System.Globalization;
using Headroom.Client.Pool;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Policies;
using Headroom.Server.Views;
using Headroom.Storage;

namespace Headroom.Server.Pages.WhatIf;

/// <summary>What the last days would have been with other quotas, weights or nodes.</summary>
internal static class WhatIfPages
{
    private const int QueuesMax = 100;

    public static void Map(IEndpointRouteBuilder web)
    {
        web.MapGet("/what-if", (
            HttpContext context, TimeProvider time, ControlLoop loop, Store store, PolicyTrial trial,
            RecentTrials recent) =>
            Page.AnswerAsync(context, time, (request, bearer) =>
                ShowAsync(request, bearer, loop, store.Fleet, trial, recent)));

        // The form has every field; the address that it leads to has what was changed.
        web.MapPost("/what-if", (
            HttpContext context, TimeProvider time, ControlLoop loop, Store store) =>
            Page.AnswerAsync(context, time, async (request, bearer) =>
            {
                Visible.Require(bearer, Role.Operator);
                var form = await context.Request.ReadFormAsync(request.Cancellation);
                var policy = await loop.DoAsync(turn => turn.State.Tree.Policy);
                context.Response.Headers.Location =
                    WhatIfForm.AddressOf(WhatIfForm.Of(form, policy, store.Fleet)) + "#outcome";
                return Results.StatusCode(StatusCodes.Status303SeeOther);
            }));
    }

    private static async Task<IResult> ShowAsync(
        PageRequest request, Bearer bearer, ControlLoop loop, Fleet fleet, PolicyTrial trial, RecentTrials recent)
    {
        Visible.Require(bearer, Role.Operator);
        var asked = WhatIfForm.Of(request.Context.Request.Query);
        var (tree, version) = await loop.DoAsync(turn => (turn.State.Tree, turn.State.Policy.Version));
        var model = ModelOf(tree, fleet, asked);
        if (WhatIfForm.IsEmpty(asked)) return Page.Of<WhatIfPage>(request.Frame(Section.WhatIf), model);

        try
        {
            var view = await recent.OfAsync(
                string.Create(CultureInfo.InvariantCulture, $"{version} {WhatIfForm.AddressOf(asked)}"),
                () => Policies.WhatIf.RunAsync(asked, loop, fleet, trial, request.Cancellation));
            return Page.Of<WhatIfPage>(request.Frame(Section.WhatIf), model with { View = view });
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Busy)
        {
            return Page.Of<WhatIfPage>(
                request.Frame(Section.WhatIf),
                model with { Fault = (refusal.Message, refusal.Remedy) },
                refusal.Kind == RefusalKind.Busy
                    ? StatusCodes.Status429TooManyRequests
                    : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static WhatIfModel ModelOf(QueueTree tree, Fleet fleet, WhatIfRequest asked)
    {
        var resources = tree.Resources;
        string[] counted = resources.ChipModelCount == 0
            ? [Quota.Cpu]
            : [.. Enumerable.Range(0, resources.ChipModelCount).Select(model => resources[model])];
        var (quotas, weights, nodes) = (AmountsOf(asked.Quotas), AmountsOf(asked.Weights), AmountsOf(asked.Nodes));
        return new WhatIfModel
        {
            Resources = counted,
            Queues =
            [
                .. Enumerable.Range(1, Math.Min(tree.Count - 1, QueuesMax)).Select(queue => new WhatIfQueue(
                    tree[queue].Name,
                    tree.DepthOf(queue),
                    (int)weights.GetValueOrDefault(("", tree[queue].Name), tree[queue].Weight),
                    weights.ContainsKey(("", tree[queue].Name)),
                    [.. counted.Select(resource => QuotaOf(tree[queue], resource, quotas))])),
            ],
            QueueCount = tree.Count - 1,
            Nodes =
            [
                .. NodeKind.Of(fleet).Select(kind => new WhatIfNodes(
                    kind.Name, kind.Cluster, kind.Model, fleet.Nodes[kind.Nodes[^1]].GpuCount, kind.Nodes.Count,
                    (int)nodes.GetValueOrDefault((kind.Cluster, kind.Model), kind.Nodes.Count))),
            ],
            Request = asked,
            Command = WhatIfForm.CommandOf(asked),
        };
    }

    private static (string Amount, bool IsChanged) QuotaOf(
        QueueDefinition queue, string resource, Dictionary<(string, string), decimal> changes)
    {
        var isChanged = changes.TryGetValue((queue.Name, resource), out var amount);
        if (!isChanged)
            amount = (queue.Quotas.FirstOrDefault(quota => quota.Resource == resource)?.NominalMilli ?? 0) / 1000m;
        return (amount.ToString("0.###", CultureInfo.InvariantCulture), isChanged);
    }

    // The last word counts, as it does when it is tried.
    private static Dictionary<(string Whose, string What), decimal> AmountsOf(IReadOnlyList<string> texts)
    {
        var amounts = new Dictionary<(string, string), decimal>();
        foreach (var text in texts)
        {
            if (WhatIfChange.TryRead(text, out var change)) amounts[(change.Whose, change.What)] = change.Amount;
        }

        return amounts;
    }
}
