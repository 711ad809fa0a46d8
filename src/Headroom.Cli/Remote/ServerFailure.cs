using Headroom.Cli.Outcome;
using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>What a refusal of the server, or its silence, means for whoever ran the command.</summary>
internal static class ServerFailure
{
    private const int LengthMax = 1000;

    public static int ExitCodeOf(ApiException fault) => fault.Problem?.Status switch
    {
        // Not that a job is missing: there is no such server.
        404 when IsForeign(fault) => ExitCode.Unreachable,
        null => fault.IsUnreadable ? ExitCode.Failed : ExitCode.Unreachable,
        400 or 413 or 415 => ExitCode.WrongUse,
        401 or 403 => ExitCode.NotAuthorised,
        404 or 410 => ExitCode.NotFound,
        409 or 412 or 422 or 429 => ExitCode.Refused,
        502 or 503 or 504 => ExitCode.Unreachable,
        _ => ExitCode.Failed,
    };

    /// <summary>The failure in one sentence. What the server said is cut: it is not known to be one.</summary>
    public static string SentenceOf(ApiException fault)
    {
        // Its remedy for a missing token is for those who write requests by hand.
        var whole = fault.Problem is { Status: 401, Title: var title } ? title : fault.Message;
        var said = whole.Length > LengthMax ? $"{whole[..LengthMax]}…" : whole.TrimEnd('.');
        return fault switch
        {
            { Problem.Status: 404 } when IsForeign(fault) =>
                $"{said}; check that the address is that of a Headroom server, or name another with --server.",
            { Problem.Status: 401 } =>
                $"{said}; set {Token.Variable}, or write the token to ~/.headroom/token with mode 600.",
            { RetryAfter: { } pause } => $"{said}; the server asks to come again after {pause.TotalSeconds:0} s.",
            { Problem.Key: { Length: > 0 } key } when !said.Contains(key, StringComparison.Ordinal) => $"{key}: {said}.",
            _ => $"{said}.",
        };
    }

    public static CommandFailure Of(ApiException fault) => new(ExitCodeOf(fault), SentenceOf(fault));

    private static bool IsForeign(ApiException fault) => fault.Problem?.Type == Problem.NoDetails;
}
