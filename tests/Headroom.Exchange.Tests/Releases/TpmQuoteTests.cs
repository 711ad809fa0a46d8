using System.Diagnostics;
using Headroom.Exchange.Releases;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Tests.Releases;

/// <summary>Quotes of a real TPM 2.0 in software (Debian's <c>swtpm</c> and <c>tpm2-tools</c>).</summary>
public sealed class TpmQuoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-tpm-").FullName;
    private readonly KeyPair _owner = Made.Key(2);
    private readonly TpmQuote _verifier = new();
    private Process? _tpm;

    private static ReleaseRequest Request => new(
        "exchange", "agreement", "job-1", "training", new string('d', 64), "cn-east", "file", 60,
        KeyPair.Of(KeyKind.Seal, [.. Enumerable.Repeat((byte)5, 32)]).Public, Made.Day);

    public void Dispose()
    {
        if (_tpm is { HasExited: false }) _tpm.Kill();
        _tpm?.Dispose();
        _owner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_quote_holds_for_its_request_its_machine_and_its_boot_alone()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/swtpm") && File.Exists("/usr/bin/tpm2_quote"), "swtpm and tpm2-tools are not installed");
        StartTpm();
        Tool("tpm2_createek", "-c", "ek.ctx", "-G", "ecc", "-u", "ek.pub");
        Tool("tpm2_createak", "-C", "ek.ctx", "-c", "ak.ctx", "-G", "ecc", "-g", "sha256", "-s", "ecdsa", "-u", "ak.pem", "-f", "pem");
        var pem = File.ReadAllText(At("ak.pem"));
        var booted = TpmQuote.MeasuredIn(Quoted(Request).Quote);
        var endorsement = TpmQuote.Endorse(_owner, pem, booted, "cn-east");
        var (quote, signature) = Quoted(Request);
        var right = TpmQuote.Show(pem, endorsement, quote, signature).Text;

        Assert.True(_verifier.Holds(right, Request, _owner.Public));
        Assert.False(_verifier.Holds(right, Request with { Job = "job-2" }, _owner.Public));
        Assert.False(_verifier.Holds(right, Request with { Region = "us-west" }, _owner.Public));
        using var thief = Made.Key(4);
        Assert.False(_verifier.Holds(right, Request, thief.Public));
        for (var place = 0; place < quote.Length; place += 7)
        {
            var forged = quote.ToArray();
            forged[place] ^= 1;
            Assert.False(IsHeld(TpmQuote.Show(pem, endorsement, forged, signature)));
            Assert.False(IsHeld(TpmQuote.Show(pem, endorsement, quote.AsSpan(0, place), signature)));
        }

        // Registers that hold the same, but are others.
        var (same, sameSignature) = Quoted(Request, "sha256:3,4,5,6");
        Assert.False(IsHeld(TpmQuote.Show(pem, endorsement, same, sameSignature)));
        Assert.True(IsHeld(TpmQuote.Show(
            pem, TpmQuote.Endorse(_owner, pem, TpmQuote.MeasuredIn(same), "cn-east"), same, sameSignature)));

        // Other software was measured: the TPM signs that as well, and nobody vouches for it.
        Tool("tpm2_pcrextend", $"7:sha256={new string('a', 64)}");
        var (changed, changedSignature) = Quoted(Request);
        Assert.False(IsHeld(TpmQuote.Show(pem, endorsement, changed, changedSignature)));
        var other = TpmQuote.Endorse(_owner, pem, TpmQuote.MeasuredIn(changed), "cn-east");
        Assert.True(IsHeld(TpmQuote.Show(pem, other, changed, changedSignature)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b c d")]
    [InlineData("AAAA AAAA AAAA AAAA")]
    public void What_is_no_quote_does_not_hold(string text) =>
        Assert.False(_verifier.Holds(text, Request, _owner.Public));

    private bool IsHeld(EvidenceStatement shown) => _verifier.Holds(shown.Text, Request, _owner.Public);

    private (byte[] Quote, byte[] Signature) Quoted(ReleaseRequest request, string registers = "sha256:0,1,2,7")
    {
        Tool(
            "tpm2_quote", "-c", "ak.ctx", "-l", registers, "-q", Convert.ToHexStringLower(TpmQuote.Challenge(request)),
            "-m", "quote", "-s", "signature", "-f", "plain", "-g", "sha256");
        return (File.ReadAllBytes(At("quote")), File.ReadAllBytes(At("signature")));
    }

    private void StartTpm()
    {
        Directory.CreateDirectory(At("state"));
        _tpm = Process.Start(new ProcessStartInfo("swtpm",
        [
            "socket", "--tpm2", "--tpmstate", $"dir={At("state")}", "--server", $"type=unixio,path={At("tpm")}", "--ctrl",
            $"type=unixio,path={At("tpm.ctrl")}", "--flags", "not-need-init,startup-clear",
        ]));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(At("tpm")) && File.Exists(At("tpm.ctrl")), TimeSpan.FromSeconds(60)));
    }

    // Each tool leaves what it loaded behind, and there is room for three.
    private void Tool(string name, params string[] arguments)
    {
        Call(name, arguments);
        Call("tpm2_flushcontext", ["-t"]);
    }

    private void Call(string name, string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TPM2TOOLS_TCTI"] = $"swtpm:path={At("tpm")}";
        using var tool = Process.Start(start)!;
        var output = tool.StandardOutput.ReadToEndAsync();
        var error = tool.StandardError.ReadToEnd();
        tool.WaitForExit();
        Assert.True(tool.ExitCode == 0, $"{name}: {error}{output.Result}");
    }

    private string At(string name) => Path.Combine(_folder, name);
}
