using Headroom.Cli.Outcome;

namespace Headroom.Cli.Tests.Remote;

/// <summary>Where the token comes from, and that it goes to the server and nowhere else.</summary>
public sealed class TokenTests : IDisposable
{
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly CannedServer _server = new();
    private readonly TemporaryFolder _home = new();

    public TokenTests() => _server.On("GET /api/v1/nodes", CannedAnswer.Json(Array.Empty<int>()));

    public void Dispose()
    {
        _server.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void Without_one_none_is_sent()
    {
        Assert.Equal(ExitCode.Done, Run().ExitCode);
        Assert.Null(Assert.Single(_server.Requests).Authorization);
    }

    [Theory]
    [InlineData(OfOwner)]
    [InlineData(UnixFileMode.UserRead)]
    public void A_file_of_the_owner_alone_holds_one(UnixFileMode mode)
    {
        Write("of-file\n", mode);

        Assert.Equal(ExitCode.Done, Run().ExitCode);
        Assert.Equal("Bearer of-file", Assert.Single(_server.Requests).Authorization);
    }

    [Fact]
    public void The_environment_goes_before_the_file()
    {
        Write("of-file", OfOwner);

        Run("of-environment");

        Assert.Equal("Bearer of-environment", Assert.Single(_server.Requests).Authorization);
    }

    [Theory]
    [InlineData(OfOwner | UnixFileMode.GroupRead)]
    [InlineData(OfOwner | UnixFileMode.OtherRead)]
    [InlineData(OfOwner | UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_read_is_refused(UnixFileMode mode)
    {
        Write("of-file", mode);

        AssertRefused(Run(), "can be read by others; run 'chmod 600");
    }

    [Theory]
    [InlineData("of-file\nX-Header: of-file")]
    [InlineData("of-file of-file")]
    [InlineData("of-file-\u00e4")]
    public void What_is_no_token_is_refused_and_not_shown(string text)
    {
        Write(text, OfOwner);

        AssertRefused(Run(), "holds no token");
        AssertRefused(Run(text), "HEADROOM_TOKEN holds no token");
    }

    [Fact]
    public void A_file_of_any_length_is_not_read()
    {
        Write(new string('x', 1 << 20), OfOwner);

        AssertRefused(Run(), "holds no token");
    }

    private CliResult Run(string token = "") => CannedServer.Run(
        new() { ["HEADROOM_SERVER"] = _server.Address, ["HEADROOM_TOKEN"] = token, ["HOME"] = _home.Path },
        false, CancellationToken.None, "nodes");

    private void AssertRefused(CliResult result, string sentence)
    {
        Assert.Equal(ExitCode.NotAuthorised, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("of-file", result.Error, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    private void Write(string text, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode there");
        Directory.CreateDirectory(_home.At(".headroom"));
        var path = _home.Write(".headroom/token", text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }
}
