namespace Headroom.Server.Access;

/// <summary>
/// Why a token was not taken, for whoever sent it: nothing is said here that he could not read in the token himself.
/// </summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Type">For programs.</param>
/// <param name="Title">What is the matter.</param>
/// <param name="Detail">What to do.</param>
internal sealed record TokenFault(int Status, string Type, string Title, string Detail)
{
    /// <summary>It proves nothing.</summary>
    public static TokenFault Untrusted(string title, string detail) =>
        new(StatusCodes.Status401Unauthorized, "not-authorised", title, detail);

    /// <summary>It says who is there, and gives him nothing here.</summary>
    public static TokenFault Powerless(string title) => new(
        StatusCodes.Status403Forbidden, "forbidden", title, "ask whoever runs the pool or its identity provider for it");

    /// <summary>Nobody can say now whether it is good.</summary>
    public static TokenFault Unproved { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "not-provable", "The identity provider cannot be asked for its keys",
        "try again in a moment, or use a token of the pool");
}

/// <summary>What became of a token: a bearer, or the reason for none; neither where it is simply not known.</summary>
internal sealed record Recognition(Bearer? Bearer, TokenFault? Fault)
{
    /// <summary>Nobody's.</summary>
    public static Recognition Unknown { get; } = new(null, null);

    public static implicit operator Recognition(Bearer bearer) => new(bearer, null);

    public static implicit operator Recognition(TokenFault fault) => new(null, fault);
}
