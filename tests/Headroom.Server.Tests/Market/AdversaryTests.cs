using System.Text.Json;
using Headroom.Client.Exchange;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Server.Tests.Agreements;
using JobRequest = Headroom.Client.Jobs.JobRequest;

namespace Headroom.Server.Tests.Market;

/// <summary>Who wants more than his share of an exchange, over HTTP: each attempt is refused, and it is seen.</summary>
public sealed class AdversaryTests : IAsyncLifetime
{
    private MarketWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await MarketWorld.StartAsync();
        await _world.AgreeAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_third_tenant_who_guesses_an_id_hears_the_same_as_of_none()
    {
        var (real, none) = (_world.Agreement, new string('0', 64));
        Assert.Equal(await ReadAsync($"agreements/{none}"), await ReadAsync($"agreements/{real}"));
        foreach (var other in (string[])["clinic", "centre"])
        {
            var key = MarketWorld.KeyOf(other).Public.ToString();
            Assert.Equal(
                await ReadAsync($"statement?owner={Offers.KeyOf(99).Public}"), await ReadAsync($"statement?owner={key}"));
        }

        var thief = MarketWorld.KeyOf("thief");
        var from = _world.From;
        var terms = Offers.Terms(
            Offers.Data(thief, from), Offers.Compute(thief, from), Offers.Model(thief, from), from);
        var events = new Func<string, ExchangeEvent>[]
        {
            id => new Agreed(id, id), id => new Ended(id, id), id => new Closed(id), id => new Settled(id, "job-1"),
            id => new Reported(id, "job-1", 10, new string('e', 64)), id => new Disputed(id, "job-1", new string('e', 64)),
            id => new Countered(id, id, terms),
            id => new Resolved(id, "job-1", 0),
        };
        foreach (var make in events)
        {
            var (ofNone, ofReal) = (await ThiefAsync(make(none)), await ThiefAsync(make(real)));
            Assert.Equal(ofNone, ofReal);
            Assert.InRange(ofReal.Status, 403, 404);
        }

        await IsNotedAsync("Unknown Agreed", "NotYours Resolved");
    }

    [Fact]
    public async Task What_was_signed_once_counts_once()
    {
        var clinic = MarketWorld.KeyOf("clinic");
        var deposit = _world.Signed(_world.Operator, new Deposited(clinic.Public.ToString(), "CNY", 5, "bank-2"));
        await _world.TellAsync("", deposit);
        var offer = _world.Signed(clinic, new Offered(Offers.Data(clinic, _world.From, "two")));
        await _world.TellAsync("clinic", offer);

        // At once, when its time is still that of the last event, and after others.
        Assert.Equal("exchange-replayed", (await _world.RefusedAsync("clinic", offer)).Type);
        await _world.TellAsync("", _world.Operator, new Deposited(clinic.Public.ToString(), "CNY", 5, "bank-3"));
        Assert.Equal(409, (await _world.RefusedAsync("clinic", offer)).Status);
        Assert.Equal(409, (await _world.RefusedAsync("", deposit)).Status);
        var again = _world.Signed(_world.Operator, new Deposited(clinic.Public.ToString(), "CNY", 5, "bank-2"));
        Assert.Equal("exchange-replayed", (await _world.RefusedAsync("", again)).Type);
        await IsNotedAsync("Replayed Offered", "Replayed Deposited");
    }

    [Fact]
    public async Task A_key_signs_for_itself_on_this_exchange_and_now()
    {
        var (thief, clinic) = (MarketWorld.KeyOf("thief"), MarketWorld.KeyOf("clinic"));
        var ended = new Ended(_world.Agreement, _world.Agreement);
        var inHisName = _world.Signed(thief, ended) with { Author = clinic.Public };
        Assert.Equal((403, "exchange-forged"), await KindAsync("thief", inHisName));
        var elsewhere = SignedEvent.Make(new string('1', 64), clinic, TimeProvider.System.GetUtcNow(), ended);
        Assert.Equal((403, "exchange-forged"), await KindAsync("clinic", elsewhere));

        // Signed by the clinic, and caught on the way.
        Assert.Equal((403, "exchange-not-yours"), await KindAsync("thief", _world.Signed(clinic, ended)));
        var tomorrow = _world.Signed(thief, new Withdrawn(_world.Data), TimeProvider.System.GetUtcNow().AddDays(1));
        Assert.Equal((409, "exchange-out-of-order"), await KindAsync("thief", tomorrow));
        var before = _world.Signed(thief, new Withdrawn(_world.Data), _world.From);
        Assert.Equal((409, "exchange-out-of-order"), await KindAsync("thief", before));
        var opened = SignedEvent.Make("", thief, TimeProvider.System.GetUtcNow(), new Opened("mine", new string('b', 64)));
        Assert.Equal(403, (await KindAsync("thief", opened)).Status);
        Assert.Equal("InForce", (await _world.Of("clinic").Exchange.AgreementAsync(_world.Agreement)).Stage);
        await IsNotedAsync("Forged Ended", "NotYours Ended");
    }

    [Fact]
    public async Task An_event_that_was_altered_by_one_letter_is_refused()
    {
        var clinic = MarketWorld.KeyOf("clinic");
        var text = MarketWorld.TextOf(_world.Signed(clinic, new Offered(Offers.Data(clinic, _world.From, "two"))));
        var rows = (await _world.Of("clinic").Exchange.ViewAsync()).Rows;

        for (var at = 0; at < text.Length; at += 7)
        {
            var letter = text[at] == '0' ? '1' : '0';
            var altered = new EventRequest { Entry = text[..at] + letter + text[(at + 1)..] };
            var body = JsonSerializer.Serialize(altered, ApiJson.Options);
            var (status, answer) = await _world.Pool.SendAsync(HttpMethod.Post, "api/v1/exchange/events", body);
            Assert.True(status is 403 or 409 or 422, $"{at}: {status} {answer}");
        }

        Assert.Equal(rows, (await _world.Of("clinic").Exchange.ViewAsync()).Rows);
    }

    [Fact]
    public async Task What_is_too_large_or_no_event_is_refused()
    {
        foreach (var (entry, status) in new (string, int)[]
        {
            (new string('x', 2 << 20), 413), (new string('x', 300_000), 422), ("", 422), ("{}", 422), ("null", 422), ("[[[[", 422),
        })
        {
            var body = JsonSerializer.Serialize(new EventRequest { Entry = entry }, ApiJson.Options);
            Assert.Equal(status, (await _world.Pool.SendAsync(HttpMethod.Post, "api/v1/exchange/events", body)).Status);
        }
    }

    [Fact]
    public async Task Who_withdraws_while_a_job_runs_or_ends_the_agreement_pays_for_what_ran()
    {
        var (clinic, centre) = (MarketWorld.KeyOf("clinic"), MarketWorld.KeyOf("centre"));
        var job = await SubmitAsync(JobOf(1_800));
        // One that has not started yet would be refused, as it should be.
        await RealPool.UntilAsync(_world.Of("clinic"), job, JobStatus.Running, JobStatus.Succeeded);
        await _world.TellAsync("clinic", clinic, new Withdrawn(_world.Data));
        await _world.TellAsync("clinic", clinic, new Ended(_world.Agreement, _world.Agreement));
        Assert.Equal(JobStatus.Succeeded, (await RealPool.UntilEndedAsync(_world.Of("clinic"), job)).State);

        var more = await Assert.ThrowsAsync<ApiException>(() => SubmitAsync(JobOf(10)));
        Assert.Contains("clause InForce ", more.Problem!.Title, StringComparison.Ordinal);
        await _world.TellAsync("centre", centre, new Reported(_world.Agreement, $"job-{job}", 1_800, new string('e', 64)));
        await _world.TellAsync("clinic", clinic, new Settled(_world.Agreement, $"job-{job}"));
        var lines = (await _world.Of("centre").Exchange.StatementAsync(centre.Public.ToString(), 0)).Lines;
        Assert.Contains(lines, line => line is { Event: "Settled", Unit: "CNY", Amount: 500_000 });
        Assert.Contains((await _world.Of("clinic").Exchange.JournalAsync(0)).Rows, row => row.Event == "Ended");
    }

    [Fact]
    public async Task An_order_that_was_kept_starts_no_second_job()
    {
        var kept = JobOf(60);
        var first = await RealPool.UntilEndedAsync(_world.Of("clinic"), await SubmitAsync(kept));
        Assert.Equal(JobStatus.Succeeded, first.State);

        var again = await RealPool.UntilEndedAsync(_world.Of("clinic"), await SubmitAsync(kept));

        Assert.Equal(JobStatus.Failed, again.State);
        Assert.Contains(again.Runs, run => run.Detail.Contains("clause Payer ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_more_than_was_agreed_is_refused_and_one_that_is_disputed_is_held()
    {
        var (clinic, centre) = (MarketWorld.KeyOf("clinic"), MarketWorld.KeyOf("centre"));
        var digest = new string('e', 64);
        Assert.Equal(
            "exchange-funds",
            (await _world.RefusedAsync("centre", _world.Signed(centre, new Reported(_world.Agreement, "job-1", 3_601, digest)))).Type);
        await _world.TellAsync("centre", centre, new Reported(_world.Agreement, "job-1", 3_600, digest));
        await _world.TellAsync("clinic", clinic, new Disputed(_world.Agreement, "job-1", digest));
        Assert.Equal(
            "exchange-wrong-state",
            (await _world.RefusedAsync("centre", _world.Signed(centre, new Settled(_world.Agreement, "job-1")))).Type);

        await _world.TellAsync("", _world.Operator, new Resolved(_world.Agreement, "job-1", 1));

        var agreement = await _world.Of("centre").Exchange.AgreementAsync(_world.Agreement);
        Assert.Equal(1, Assert.Single(agreement.Reports).GpuSeconds);
        Assert.True((await _world.Pool.Admin.Exchange.AuditAsync()).AddsUp);
    }

    // What the thief is told, as it comes.
    private async Task<(int Status, string Body)> ReadAsync(string path) =>
        await _world.Pool.SendAsync(HttpMethod.Get, $"api/v1/exchange/{path}", token: $"Bearer {_world.ThiefSecret}");

    private async Task<Problem> ThiefAsync(ExchangeEvent happened) =>
        await _world.RefusedAsync("thief", _world.Signed(MarketWorld.KeyOf("thief"), happened));

    private async Task<(int Status, string Type)> KindAsync(string tenant, SignedEvent entry)
    {
        var problem = await _world.RefusedAsync(tenant, entry);
        return (problem.Status, problem.Type);
    }

    private async Task IsNotedAsync(params string[] reasons)
    {
        var audit = await _world.Pool.Admin.Exchange.AuditAsync();
        Assert.All(reasons, reason => Assert.Contains(audit.Refusals, refusal => refusal.Why == reason));
    }

    private JobRequest JobOf(int seconds) => new()
    {
        Command = Offers.Command,
        Queue = "clinic",
        Gpus = 1,
        CpuMillicores = 10,
        TimeLimitSeconds = seconds,
        Agreement = _world.Agreement,
        Purpose = "training",
        Order = JobOrder.Sign(
            _world.Id, _world.Agreement, JobOrder.DigestOf(Offers.Command),
            Guid.NewGuid().ToString("N"), MarketWorld.KeyOf("clinic")).ToString(),
    };

    private async Task<long> SubmitAsync(JobRequest job) =>
        (await _world.Of("clinic").SubmitAsync(job, Guid.NewGuid().ToString())).First;
}
