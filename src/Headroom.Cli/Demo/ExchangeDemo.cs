using System.Globalization;
using Headroom.Cli.Output;

namespace Headroom.Cli.Demo;

/// <summary>
/// The exchange from records to a settled account, by the commands that its parties would type. Each step tells what it
/// did; the first that fails ends it.
/// </summary>
internal sealed class ExchangeDemo(Terminal terminal, DemoProgram program, string folder)
{
    private const string East = "cn-east";
    private const string West = "cn-west";
    private const int Steps = 9;
    private const int RecordsPerSite = 320;
    private const int RecordsHeldOut = 400;

    private const string ToBeSealed = "protection: sealed\nevidence: [node-identity]";
    private const string ToStay = "protection: federated\nprivacy: {epsilon: 10, delta: 1e-5}";

    private static readonly string[] Sites = ["hospital-1", "hospital-2", "bank-1", "bank-2"];

    private readonly DemoAgreements _agreements = new(program, folder);
    private readonly Dictionary<string, string> _keys = [];
    private IReadOnlyList<DemoRecord> _patients = [];
    private IReadOnlyList<DemoRecord> _clients = [];
    private int _step;

    public async Task RunAsync()
    {
        await MakeAsync();
        await MaskAsync();
        await ListAsync();
        await MatchAsync();
        var (sealedUse, federatedUse) = await SignAsync();
        await program.StartPoolAsync($"--data pool --cluster {East}.yaml --cluster {West}.yaml --exchange exchange");
        await RunSealedAsync(sealedUse);
        await RunFederatedAsync();
        await SettleAsync(sealedUse, federatedUse);
        await AuditAsync();
        terminal.Output.WriteLine(
            $"All of it is in {folder}; HEADROOM_PASSPHRASE={DemoProgram.Passphrase} opens its keys.");
    }

    private async Task MakeAsync()
    {
        Step("A hospital and a bank have records");
        var records = new DemoRecords(seed: 7);
        DemoRecord.Write(At("hospital-1.jsonl"), records.Hospital(RecordsPerSite));
        DemoRecord.Write(At("hospital-2.jsonl"), records.Hospital(RecordsPerSite));
        DemoRecord.Write(At("bank-1.jsonl"), records.Bank(RecordsPerSite));
        DemoRecord.Write(At("bank-2.jsonl"), records.Bank(RecordsPerSite));
        (_patients, _clients) = ([.. records.Hospital(RecordsHeldOut)], [.. records.Bank(RecordsHeldOut)]);
        foreach (var owner in (string[])["hospital", "bank"])
        {
            DemoRecord.Write(
                At($"{owner}.jsonl"),
                [.. DemoRecord.Read(At($"{owner}-1.jsonl")), .. DemoRecord.Read(At($"{owner}-2.jsonl"))]);
        }

        foreach (var name in (string[])["hospital", "bank", East, West, "laboratory", .. Sites])
            _keys[name] = (await program.RunAsync($"key new {name}.key --kind sign")).Trim();
        await program.RunAsync("key new hospital-seal.key --kind seal");
        var model = DemoModel.Empty();
        model.Train([.. records.General(60)], passes: 4, rate: 0.5);
        model.Write(At("base.safetensors"));
        Tell($"{2 * RecordsPerSite} each, such as: {DemoRecord.Read(At("hospital.jsonl"))[0].Text}");
        Tell($"A laboratory has a base model. It {Rightly(model)}.");
    }

    private async Task MaskAsync()
    {
        Step("Mask, and prove it");
        foreach (var (owner, pack) in ((string, string)[])[("hospital", "health"), ("bank", "finance")])
        {
            await program.RunAsync(
                $"mask {owner}.jsonl --out masked --policy {pack} --names --report {owner}.proof.json "
                + $"--ledger {owner}.audit.jsonl --sign-key {owner}.key");
            Tell($"{owner}: by the pack {pack}; the proof, signed, is {owner}.proof.json");
        }

        Tell($"Now it reads: {DemoRecord.Read(At("masked/hospital.jsonl"))[0].Text}");
    }

    private async Task ListAsync()
    {
        Step("List what each has, without showing it");
        await _agreements.OfferAsync("compute", East, East, ExchangeOffers.Compute(East, 14.5));
        await _agreements.OfferAsync("compute", West, West, ExchangeOffers.Compute(West, 12));
        foreach (var owner in (string[])["hospital", "bank"])
            await program.RunAsync($"profile masked/{owner}.jsonl --text text --out {owner}.profile.json");
        await _agreements.OfferAsync("data", "hospital", "hospital", ExchangeOffers.Data("hospital", East, ToBeSealed));
        await _agreements.OfferAsync("data", "bank", "bank", ExchangeOffers.Data("bank", West, ToStay));
        await _agreements.OfferAsync("model", "base", "laboratory", ExchangeOffers.Model);
        Show(await program.RunAsync("listings --exchange exchange"));
    }

    private async Task MatchAsync()
    {
        Step("Find the agreements worth making");
        Show(await program.RunAsync("match --exchange exchange"));
    }

    private async Task<(DemoUse Sealed, DemoUse Federated)> SignAsync()
    {
        Step("Seal, propose and sign");
        await program.RunAsync(
            "seal masked/hospital.jsonl --out hospital.sealed --to hospital-seal.key --ledger hospital.audit.jsonl "
            + "--sign-key hospital.key");
        var file = (await program.RunAsync("inspect hospital.sealed")).Split(',')[0]["file ".Length..];
        Directory.CreateDirectory(At("exchange/sealed"));
        File.Copy(At("hospital.sealed"), At($"exchange/sealed/{file}.sealed"));
        await program.RunAsync($"sealed node --exchange exchange --region {East} --key {East}.key");
        Tell("The centre in the east has the hospital's file, and cannot open it.");
        var training = DemoProgram.Words(
            "demo", "train", "--base", At("base.safetensors"), "--out", At("sealed.safetensors"));
        var sealedUse = await _agreements.SignAsync("hospital", East, training, "--file", file);
        var federatedUse = await _agreements.SignAsync("bank", West, DemoProgram.Words("demo", "train"));
        Tell("Data, compute and model have signed both agreements; the money for the hours is set aside.");
        foreach (var region in (string[])[East, West])
            await File.WriteAllTextAsync(At($"{region}.yaml"), ExchangeOffers.Cluster(region));
        return (sealedUse, federatedUse);
    }

    private async Task RunSealedAsync(DemoUse use)
    {
        Step("Run a sealed job: the file opens in the memory of that job alone");
        _ = program.Begin(
            "sealed release --exchange exchange --file hospital.sealed --seal-key hospital-seal.key --key hospital.key "
            + "--ledger hospital.audit.jsonl");
        var submit = $"submit --server {program.Server} --exchange exchange --agreement {use.Agreement} "
            + "--purpose training --payer hospital.key --gpus 1 --time 10m --wait --";
        Tell(await _agreements.RefusalAsync(submit, "/bin/cp", At("hospital.sealed"), At("copy")));
        await program.RunAsync(submit, use.Command);
        Tell($"The model that it trained {Rightly(DemoModel.Read(At("sealed.safetensors")))}.");
    }

    private async Task RunFederatedAsync()
    {
        Step("Run a federated job: records stay, and nobody can read a single update");
        var sites = Sites.Select(site => (site, _keys[site]));
        await File.WriteAllTextAsync(At("federated.yaml"), ExchangeOffers.Rounds(_keys["laboratory"], sites));
        await File.WriteAllTextAsync(At("site.yaml"), $"command: [\"true\"]\nregions: [{West}]\ngpus: 1\n");
        var coordinator = program.Begin(
            "federated run -f federated.yaml --dir rounds --key laboratory.key --patience 300");
        while (!File.Exists(At("rounds/terms.json")) && !coordinator.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        var joined = Sites.Select(site => program.Begin(
            $"federated join --dir rounds --key {site}.key --data {site}.jsonl --state state-{site} "
            + $"--ledger {site}.audit.jsonl --epsilon 10 --job site.yaml --server {program.Server} --",
            DemoProgram.Words("demo", "train")));
        await Task.WhenAll([coordinator, .. joined]);
        var model = (await coordinator).Trim().Split('\n')[^1]["done: ".Length..];
        Tell($"After three rounds the model {Rightly(DemoModel.Read(Path.Combine(folder, model)))}.");
    }

    private async Task SettleAsync(DemoUse sealedUse, DemoUse federatedUse)
    {
        Step("Settle to the second");
        var seconds = await _agreements.SecondsAsync();
        Tell(await _agreements.SettleAsync(sealedUse, seconds.GetValueOrDefault(East)));
        Tell(await _agreements.SettleAsync(federatedUse, seconds.GetValueOrDefault(West)));
        Show(await program.RunAsync($"statement --exchange exchange --owner {East}.key"));
    }

    private async Task AuditAsync()
    {
        Step("Audit: what was masked, sealed, opened, refused and spent");
        string[] ledgers =
            ["hospital.audit.jsonl", "bank.audit.jsonl", "exchange/node-audit.jsonl", "bank-1.audit.jsonl"];
        foreach (var ledger in ledgers)
            Tell($"{ledger}: {(await program.RunAsync($"audit verify {ledger}")).Split(';')[0].Trim()}");
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Step(string what)
    {
        terminal.Output.WriteLine($"[{++_step}/{Steps}] {what}");
        terminal.Output.Flush();
    }

    private void Tell(string what)
    {
        terminal.Output.WriteLine($"      {what}");
        terminal.Output.Flush();
    }

    private void Show(string table)
    {
        foreach (var line in table.TrimEnd().Split('\n')) Tell(line);
    }

    private string Rightly(DemoModel model) => string.Create(CultureInfo.InvariantCulture,
        $"tells {model.Accuracy(_patients):0 %} of patients and {model.Accuracy(_clients):0 %} of clients rightly");
}
