namespace Survey.Web.Data.Deliveries;

/// <summary>The section <c>Survey:Deliveries</c> of the settings.</summary>
public sealed class DeliverySettings
{
    /// <summary>How often waiting deliveries are looked for; 0: this node sends none.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>After how many attempts a delivery is given up; a person may send it again.</summary>
    public int Attempts { get; init; } = 12;

    /// <summary>How long one attempt may take.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Networks such as 10.20.0.0/16 that receivers may stand in although they are not reachable from everywhere; none by default.</summary>
    public string[] AllowedNetworks { get; init; } = [];

    /// <summary>A PEM file with certificates of the organisation's own authorities, believed beside the system's; empty: none.</summary>
    public string CertificateAuthorities { get; init; } = "";
}
