using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Privacy;

public sealed class PrivacyCommandsTests : IDisposable
{
    private const string Note = "{\"id\":1,\"note\":\"电话13812345678，卡4111111111111111\"}\n{\"id\":2,\"note\":\"none\"}\n";

    private readonly PrivacyCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Scan_prints_where_and_never_what()
    {
        var result = Run("scan", Written("a.jsonl", Note));

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"field\":\"note\",\"entity\":\"CN_MOBILE\",\"start\":6,\"end\":17,\"startUtf16\":2", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("138", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_writes_copies_reports_and_rows_and_leaves_the_original()
    {
        var file = Written("a.jsonl", Note);
        var signer = Key("signer.key", "sign");
        var result = Run("mask", file, "--out", At("masked"), "--report", At("proof.json"), "--findings", At("f.jsonl"),
            "--ledger", At("audit.jsonl"), "--sign-key", signer);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal(Note, File.ReadAllText(file));
        Assert.Equal(
            "{\"id\":1,\"note\":\"电话<CN_MOBILE>，卡<CREDIT_CARD>\"}\n{\"id\":2,\"note\":\"none\"}\n", File.ReadAllText(At("masked/a.jsonl")));
        Assert.Contains("\"foundAgain\":0", File.ReadAllText(At("proof.json")), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(At("f.jsonl")).Length);
        Assert.Equal(ExitCode.Done, Run("audit", "verify", At("audit.jsonl"), "--signer", signer).ExitCode);
    }

    [Fact]
    public void A_report_is_a_page_as_well_and_has_no_values()
    {
        var file = Written("a.jsonl", "{\"note\":\"联系张三电话13812345678\"}\n");
        var signer = Key("signer.key", "sign");
        var result = Run("mask", file, "--out", At("masked"), "--report", At("proof.html"), "--names", "--sign-key",
            signer);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Equal("{\"note\":\"联系<PERSON>电话<CN_MOBILE>\"}\n", File.ReadAllText(At("masked/a.jsonl")));
        var (page, report) = (File.ReadAllText(At("proof.html")), File.ReadAllText(At("proof.json")));
        Assert.Contains("Proof of masking", page, StringComparison.Ordinal);
        Assert.Contains("PERSON", page, StringComparison.Ordinal);
        Assert.Contains("\"nameCanaries\":{\"planted\":", report, StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", page + report, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", page + report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "L3")]
    [InlineData("3", "L2")]
    public void A_report_tells_the_risk_that_is_left_in_the_copy(string k, string level)
    {
        var file = Written("p.csv", "age,mail\n30,a@example.com\n30,b@example.com\n");
        var result = Run("mask", file, "--out", At("masked"), "--report", At("proof.html"), "--quasi", "age,mail", "--k", k);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        Assert.Contains("\"quasi\":[\"age\",\"mail\"]", File.ReadAllText(At("proof.json")), StringComparison.Ordinal);
        Assert.Contains($"\"wantedK\":{k},\"k\":2", File.ReadAllText(At("proof.json")), StringComparison.Ordinal);
        Assert.Contains($"\"level\":\"{level}\"", File.ReadAllText(At("proof.json")), StringComparison.Ordinal);
        Assert.Contains("The risk that is left", File.ReadAllText(At("proof.html")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, Run("mask", file, "--out", At("masked"), "--quasi", "age").ExitCode);
    }

    [Fact]
    public void A_policy_names_a_model_and_what_does_not_fit_is_refused()
    {
        Written("names.yaml", "tagging: 1\nmodel: none.onnx\nvocabulary: v.txt\nlabels: [O, B-PER]\nentities: {PER: PERSON}\n");
        Written("v.txt", "[UNK]\n[CLS]\n[SEP]\n");
        var result = Run("scan", Written("a.jsonl", Note), "--policy", Written("p.yaml", "policy: 1\nnames: {model: names.yaml}\n"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("names.yaml, line 2: there is no file", result.Error, StringComparison.Ordinal);
        Assert.Equal(result.Error, Run("scan", At("a.jsonl"), "--name-model", At("names.yaml")).Error);
    }

    [Fact]
    public void Names_are_left_alone_where_nobody_asks_for_them()
    {
        var file = Written("a.jsonl", "{\"note\":\"联系张三电话13812345678\"}\n");

        var asUsual = Run("mask", file, "--out", At("usual"));
        Assert.Equal(ExitCode.Done, Run("mask", file, "--out", At("masked"), "--policy", "health", "--no-names").ExitCode);

        Assert.Contains("--names", asUsual.Output, StringComparison.Ordinal);
        Assert.Equal("{\"note\":\"联系张三电话<CN_MOBILE>\"}\n", File.ReadAllText(At("usual/a.jsonl")));
        Assert.Equal("{\"note\":\"联系张三电话<CN_MOBILE>\"}\n", File.ReadAllText(At("masked/a.jsonl")));
        Assert.Equal(ExitCode.WrongUse, Run("scan", file, "--name-model", Written("m", "no model")).ExitCode);
    }

    [Fact]
    public void A_broken_file_leaves_no_copy()
    {
        var result = Run("mask", Written("a.jsonl", "{\"a\":1}\n{\"a\":\n"), "--out", At("masked"));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains("a.jsonl, byte 13: not a line of JSON", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(At("masked")));
    }

    [Fact]
    public void A_grant_opens_a_file_as_often_as_it_says()
    {
        var (owner, job, signer) = (Key("owner.key", "seal"), Key("job.key", "seal-hybrid"), Key("signer.key", "sign"));
        string[] ledger = ["--ledger", At("audit.jsonl"), "--sign-key", signer];
        Assert.Equal(ExitCode.Done, Run(["seal", Written("a.txt", "secret"), "--out", At("a.sealed"), "--to", owner, .. ledger]).ExitCode);
        Assert.Equal(ExitCode.Refused, Run("unseal", At("a.sealed"), "--out", At("b.txt"), "--key", job).ExitCode);
        Assert.Equal(ExitCode.Done, Run(["grant", At("a.sealed"), "--key", owner, "--to", job, "--purpose", "training", "--out", At("g.json"), .. ledger]).ExitCode);
        Assert.Equal(ExitCode.Done, Run(["unseal", At("a.sealed"), "--out", At("b.txt"), "--key", job, "--grant", At("g.json"), .. ledger]).ExitCode);
        var second = Run(["unseal", At("a.sealed"), "--out", At("c.txt"), "--key", job, "--grant", At("g.json"), .. ledger]);

        Assert.Equal("secret", File.ReadAllText(At("b.txt")));
        Assert.Equal(ExitCode.Refused, second.ExitCode);
        Assert.Contains("used 1 times", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("c.txt")));
        Assert.Contains("\"kind\":\"Denial\"", File.ReadAllText(At("audit.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sealed_file_says_what_grants_on_it_may_say()
    {
        var (owner, job) = (Key("owner.key", "seal-p256"), Key("job.key", "seal"));
        var policy = Written("grant.yaml", "policy: 1\npurposes: [training]\nuses: 2\nhours: 24\njobs: ['" + job + "']\n");
        Assert.Equal(ExitCode.Done, Run(
            "seal", Written("a.txt", "secret"), "--out", At("a.sealed"), "--to", owner, "--policy", policy, "--cipher", "sm4-gcm").ExitCode);
        string[] grant = ["grant", At("a.sealed"), "--key", owner, "--to", job, "--out", At("g.json"), "--purpose"];

        var refused = Run([.. grant, "resale"]);
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Contains("it allows the purposes training, not 'resale'", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, Run([.. grant, "training", "--uses", "3"]).ExitCode);
        Assert.Equal(ExitCode.Done, Run([.. grant, "training", "--uses", "2"]).ExitCode);
        Assert.Contains("\"grants\":{\"purposes\":[\"training\"],\"uses\":2", Run("inspect", At("a.sealed"), "--output", "json").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Run("unseal", At("a.sealed"), "--out", At("b.txt"), "--key", owner).ExitCode);
        Assert.Equal("secret", File.ReadAllText(At("b.txt")));
        Assert.Contains("line 2: unknown key", Run(
            "seal", At("a.txt"), "--out", At("c"), "--to", owner, "--policy", Written("p.yaml", "policy: 1\nuse: 2\n")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_are_undone_by_their_map_and_key_alone()
    {
        var (key, other, signer) = (Key("p.key", "mask"), Key("q.key", "mask"), Key("s.key", "sign"));
        var policy = Written("p.yaml", "policy: 1\nentities:\n  CN_MOBILE: token\n");
        var file = Written("a.jsonl", Note);
        string[] mask = ["mask", file, "--out", At("masked"), "--policy", policy, "--key-file", key];
        string[] unmask = ["unmask", At("masked/a.jsonl"), "--out", At("opened"), "--token-map", At("t.map"), "--key-file"];

        Assert.Contains("--token-map", Run(mask).Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ""), Outcome(Run([.. mask, "--token-map", At("t.map"), "--report", At("r.json")])));
        Assert.Contains("\"foundAgain\":0", File.ReadAllText(At("r.json")), StringComparison.Ordinal);
        Assert.Contains("<CN_MOBILE#", File.ReadAllText(At("masked/a.jsonl")), StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotAuthorised, Run([.. unmask, other]).ExitCode);
        Assert.Equal(
            (ExitCode.Done, ""), Outcome(Run([.. unmask, key, "--ledger", At("l"), "--sign-key", signer])));
        Assert.Equal(
            Note.Replace("4111111111111111", "<CREDIT_CARD>", StringComparison.Ordinal), File.ReadAllText(At("opened/a.jsonl")));
        Assert.Contains("\"kind\":\"Release\"", File.ReadAllText(At("l")), StringComparison.Ordinal);
        Assert.Contains("mask without --resume", Run([.. mask, "--token-map", At("t.map"), "--resume"]).Error, StringComparison.Ordinal);

        static (int, string) Outcome(CliResult result) => (result.ExitCode, result.Error);
    }

    [Fact]
    public void Risk_and_budget_print_their_figures()
    {
        var risk = Run("risk", Written("p.csv", "age,sex\n30,f\n30,f\n31,m\n"), "--quasi", "age,sex", "--k", "2", "--output", "json");
        var budget = Run("privacy", "budget", "--noise", "1.5", "--rate", "0.04", "--steps", "2250", "--delta", "1e-5");

        Assert.Contains("\"k\":1,\"uniqueRows\":1", risk.Output, StringComparison.Ordinal);
        Assert.Contains("epsilon 7.329111", budget.Output, StringComparison.Ordinal);
        Assert.Contains("epsilon 6.768787 at delta 1E-05, by privacy loss distribution", Run(
            "privacy", "budget", "--noise", "1.5", "--rate", "0.04", "--steps", "2250", "--delta", "1e-5", "--accountant", "pld").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan", "no file is named")]
    [InlineData("scan nowhere.jsonl", "nowhere.jsonl: there is no such file")]
    [InlineData("scan --min-score 2 a", "--min-score is a number from 0 to 1")]
    [InlineData("scan --entities CN_MOBIL a", "did you mean 'CN_MOBILE'")]
    [InlineData("privacy budget --noise 0 --rate 0.1 --steps 1 --delta 1e-5", "--noise is above 0")]
    public void Wrong_use_is_told(string line, string sentence) =>
        Assert.Contains(sentence, Run(line.Split(' ')).Error, StringComparison.Ordinal);

    private string Key(string name, string kind) => _cli.Key(name, kind);

    private string Written(string name, string text) => _cli.Written(name, text);

    private string At(string name) => _cli.At(name);

    private static CliResult Run(params string[] arguments) => PrivacyCli.Run(arguments);
}
