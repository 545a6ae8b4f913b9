package eu.continuo.ontology;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The terms of the ICRA vocabulary as constants, so that a misspelled term does not compile. The
 * Turtle in {@code ontology/vocabulary} is the source; a test holds that both name the same terms.
 */
public final class Icra {
  /** The namespace of every term; it never changes. */
  public static final String NS = "https://w3id.org/icra/ns#";

  /** The folder of the concept schemes; each scheme adds its name and a slash. */
  public static final String SCHEMES = "https://w3id.org/icra/vocab/";

  /**
   * A legal or organisational actor: a provider, an owner, a customer, an issuer of credentials.
   */
  public static final Node PARTY = term("Party");

  /** A place with resources, operated by one party. */
  public static final Node SITE = term("Site");

  /** What a provider offers at its sites, on which terms. */
  public static final Node SERVICE_OFFERING = term("ServiceOffering");

  /** The party that owns the building or the region that a site is. */
  public static final Node OWNED_BY = term("ownedBy");

  /**
   * The party that operates a site, a link or an endpoint, answers for it, and whose owners
   * therefore control it.
   */
  public static final Node OPERATED_BY = term("operatedBy");

  /**
   * The place, at least a country, on whose territory a site stands, a key lies or a party
   * processes.
   */
  public static final Node COUNTRY = term("country");

  /** How near to its users a site is: cloud, edge or far edge. */
  public static final Node TIER = term("tier");

  /** What sites of one name lose together: a power feed, a flood plain, a region. */
  public static final Node FAILURE_DOMAIN = term("failureDomain");

  /** The electricity bidding zone that feeds a site. */
  public static final Node IN_GRID_ZONE = term("inGridZone");

  /** The party that offers. */
  public static final Node OFFERED_BY = term("offeredBy");

  /** The site at which something is offered, placed, decided or kept. */
  public static final Node AT_SITE = term("atSite");

  /** The kind of service: IaaS, CaaS, PaaS and so on. */
  public static final Node SERVICE_MODEL = term("serviceModel");

  /** Euro for one virtual CPU during one hour, without tax. */
  public static final Node PRICE_VCPU_HOUR_EURO = term("priceVcpuHourEuro");

  /** Euro for one GiB of memory during one hour, without tax. */
  public static final Node PRICE_GIB_HOUR_EURO = term("priceGibHourEuro");

  /** Euro for one GPU during one hour, without tax. */
  public static final Node PRICE_GPU_HOUR_EURO = term("priceGpuHourEuro");

  /** How the figures of this node are known: measured, modelled or default. */
  public static final Node FIGURE_BASIS = term("figureBasis");

  /** A place that another lies in, or is. */
  public static final Node WITHIN = term("within");

  /** How much of one dimension a site, a cluster or a machine has, may give, and has given. */
  public static final Node CAPACITY = term("Capacity");

  /** The site that a capacity, a figure of energy or an attestation belongs to. */
  public static final Node OF_SITE = term("ofSite");

  /**
   * The cluster or machine that a capacity belongs to, or the key or node that an item speaks
   * about.
   */
  public static final Node OF_RESOURCE = term("ofResource");

  /** What is counted: vCPU, GiB of memory, GPUs. */
  public static final Node DIMENSION = term("dimension");

  /** How much is installed. */
  public static final Node TOTAL = term("total");

  /** How much may be given to workloads. */
  public static final Node ALLOCATABLE = term("allocatable");

  /** How much is given already. */
  public static final Node ALLOCATED = term("allocated");

  /** A set of components that a consumer runs as one. */
  public static final Node APPLICATION = term("Application");

  /** A part of an application that is placed as a whole. */
  public static final Node APPLICATION_COMPONENT = term("ApplicationComponent");

  /**
   * A condition that every site of a component must meet; requirements are met all, the places of
   * one requirement any.
   */
  public static final Node REQUIREMENT = term("Requirement");

  /** Two components that talk, with the longest round trip that they bear. */
  public static final Node CHAIN_LINK = term("ChainLink");

  /** The party that an application runs for, or that was charged. */
  public static final Node CONSUMER = term("consumer");

  /** A component of an application. */
  public static final Node HAS_COMPONENT = term("hasComponent");

  /** A chain link of an application. */
  public static final Node HAS_LINK = term("hasLink");

  /** How many virtual CPUs a component needs. */
  public static final Node REQUESTS_VCPU = term("requestsVcpu");

  /** How much memory a component needs. */
  public static final Node REQUESTS_MEMORY_GIB = term("requestsMemoryGiB");

  /** How many GPUs a component needs. */
  public static final Node REQUESTS_GPU = term("requestsGpu");

  /** A requirement of a component or of a data product. */
  public static final Node REQUIRES = term("requires");

  /**
   * What a requirement, or an attestation that answers one, is about: location (where the site
   * stands), sovereignty (who controls its operator) and so on.
   */
  public static final Node REQUIREMENT_KIND = term("requirementKind");

  /**
   * A place that satisfies a requirement: the site, every party in control, or whatever its kind is
   * about lies in it.
   */
  public static final Node REQUIRED_PLACE = term("requiredPlace");

  /** The component at which a chain link begins. */
  public static final Node FROM_COMPONENT = term("fromComponent");

  /** The component at which a chain link ends. */
  public static final Node TO_COMPONENT = term("toComponent");

  /** The longest round trip in milliseconds that a chain link bears. */
  public static final Node MAX_LATENCY_MS = term("maxLatencyMs");

  /** The energy figures of a site. */
  public static final Node ENERGY_PROFILE = term("EnergyProfile");

  /** An electricity bidding zone. */
  public static final Node GRID_ZONE = term("GridZone");

  /** The carbon intensity of a grid zone during one hour. */
  public static final Node GRID_OBSERVATION = term("GridObservation");

  /**
   * Energy of the whole facility divided by the energy of its IT, as ISO/IEC 30134-2 defines it; at
   * least 1.
   */
  public static final Node PUE = term("pue");

  /** Power of the IT equipment for one busy virtual CPU. */
  public static final Node WATTS_PER_VCPU = term("wattsPerVcpu");

  /** The grid zone that is observed. */
  public static final Node OF_ZONE = term("ofZone");

  /** The instant at which the observed hour begins (UTC). */
  public static final Node HOUR = term("hour");

  /**
   * Life-cycle greenhouse gas per kWh of grid electricity: in an observation for its hour, on a
   * zone as the default where no hour is observed.
   */
  public static final Node CARBON_INTENSITY_GRAMS_PER_KWH = term("carbonIntensityGramsPerKWh");

  /** What a provider promises for an offering. */
  public static final Node SERVICE_LEVEL_AGREEMENT = term("ServiceLevelAgreement");

  /** One promise: an indicator, an operator, a threshold and a window. */
  public static final Node SERVICE_LEVEL_OBJECTIVE = term("ServiceLevelObjective");

  /** The offering that an agreement covers. */
  public static final Node FOR_OFFERING = term("forOffering");

  /** A promise of an agreement. */
  public static final Node OBJECTIVE = term("objective");

  /** What is measured. */
  public static final Node INDICATOR = term("indicator");

  /** How the measured value compares with the threshold. */
  public static final Node OPERATOR = term("operator");

  /** The promised value; ratios are between 0 and 1, never a percentage. */
  public static final Node THRESHOLD = term("threshold");

  /** The time over which the indicator is aggregated. */
  public static final Node WINDOW = term("window");

  /** What a verified credential says about a party: its jurisdiction and its owners. */
  public static final Node CONTROL_ATTESTATION = term("ControlAttestation");

  /**
   * A party reaches one that controls it, directly or through others, or itself, while every
   * attestation on the way is valid.
   */
  public static final Node CONTROL_PATH = term("ControlPath");

  /** As many owners are named as the attestation counts. */
  public static final Node OWNERS_COMPLETE = term("ownersComplete");

  /** What the service found when it verified a credential. */
  public static final Node VERIFICATION_RESULT = term("VerificationResult");

  /** The place whose law binds a party: the seat of its head office. */
  public static final Node SUBJECT_TO_JURISDICTION = term("subjectToJurisdiction");

  /** A party that directly controls another: by majority of shares or votes, or otherwise. */
  public static final Node CONTROLLED_BY = term("controlledBy");

  /**
   * How many parties control this one in all; where fewer are named, the chain of owners is
   * incomplete.
   */
  public static final Node OWNER_COUNT = term("ownerCount");

  /** The party that an attestation, an item, a path or a sum of capacities speaks about. */
  public static final Node OF_PARTY = term("ofParty");

  /** The verified credential that an attestation comes from. */
  public static final Node ATTESTED_BY = term("attestedBy");

  /** The instant from which something holds. */
  public static final Node VALID_FROM = term("validFrom");

  /** The instant from which something no longer holds. */
  public static final Node VALID_UNTIL = term("validUntil");

  /** The credential that was verified. */
  public static final Node OF_CREDENTIAL = term("ofCredential");

  /**
   * What was found: of a credential, verified or why not; of a certificate, its status; of a node,
   * whether it is sound.
   */
  public static final Node OUTCOME = term("outcome");

  /**
   * What a verified credential says about how a site or a party is safeguarded: a certificate,
   * keys, access, sub-processors or nodes.
   */
  public static final Node SAFEGUARD_ATTESTATION = term("SafeguardAttestation");

  /** One of what a safeguard attestation lists: a key, a sub-processor or a node. */
  public static final Node ATTESTED_ITEM = term("AttestedItem");

  /** A key, a sub-processor or a node that an attestation names. */
  public static final Node LISTS_ITEM = term("listsItem");

  /**
   * How many items, or places of access, there are in all; where fewer are listed, the list is
   * incomplete.
   */
  public static final Node ITEM_COUNT = term("itemCount");

  /** The party that keeps a key. */
  public static final Node HELD_BY = term("heldBy");

  /** A party that may have data decrypted with a key. */
  public static final Node USABLE_BY = term("usableBy");

  /**
   * How many parties may use a key in all; where fewer are named, the list of users is incomplete.
   */
  public static final Node USER_COUNT = term("userCount");

  /** The scheme under which a certificate was issued, or under which one is required. */
  public static final Node ASSURANCE_SCHEME = term("assuranceScheme");

  /** How much a certificate assures, or is enough of a requirement, in the words of its scheme. */
  public static final Node ASSURANCE_LEVEL = term("assuranceLevel");

  /** A place from which people of the operator can reach into a site. */
  public static final Node ACCESS_FROM = term("accessFrom");

  /**
   * Whose approval an access of the operator has, or which is enough for a requirement: customer,
   * four-eyes and so on.
   */
  public static final Node ACCESS_APPROVAL = term("accessApproval");

  /** How many minutes one access of the operator lasts at most, or may last. */
  public static final Node MAX_SESSION_MINUTES = term("maxSessionMinutes");

  /** The customer gets a record of each access of the operator. */
  public static final Node ACCESS_RECORDED = term("accessRecorded");

  /**
   * Whom a requirement accepts: who may hold keys, process data, issue certificates or verify
   * nodes, by name or by DID.
   */
  public static final Node ACCEPTED_PARTY = term("acceptedParty");

  /** Whether sub-processors need approval by name (specific) or not (general). */
  public static final Node AUTHORISATION = term("authorisation");

  /** What the attestation of a node rests on, or may rest on. */
  public static final Node ROOT_OF_TRUST = term("rootOfTrust");

  /** How many minutes old what was attested of a node may be. */
  public static final Node MAX_AGE_MINUTES = term("maxAgeMinutes");

  /**
   * Where each component of a set of applications should run, as computed at one instant over one
   * view.
   */
  public static final Node PLACEMENT_PLAN = term("PlacementPlan");

  /** One component at one site in one plan. */
  public static final Node ASSIGNMENT = term("Assignment");

  /** A reason why a plan lost points, in words, with its weight. */
  public static final Node CONSTRAINT_MATCH = term("ConstraintMatch");

  /** A policy's answer for one component and one site. */
  public static final Node DECISION = term("Decision");

  /** The plan that an assignment, a match or a decision belongs to. */
  public static final Node IN_PLAN = term("inPlan");

  /** An application that a plan places. */
  public static final Node FOR_APPLICATION = term("forApplication");

  /** The component that is placed or decided about. */
  public static final Node FOR_COMPONENT = term("forComponent");

  /** Euro for 730 hours. */
  public static final Node COST_EURO_PER_MONTH = term("costEuroPerMonth");

  /** Grams of CO2 equivalent in one hour. */
  public static final Node CARBON_GRAMS_PER_HOUR = term("carbonGramsPerHour");

  /** Whether the policy allows. */
  public static final Node ALLOWED = term("allowed");

  /** The name of the constraint that matched. */
  public static final Node CONSTRAINT_NAME = term("constraintName");

  /** The points that a match cost, as the solver counts them. */
  public static final Node WEIGHT = term("weight");

  /** Why, in words. */
  public static final Node REASON = term("reason");

  /** Whether a named graph is asserted, derived or kept apart. */
  public static final Node GRAPH_KIND = term("graphKind");

  /** Who may see a named graph. */
  public static final Node VISIBILITY = term("visibility");

  /** How many commits have changed a named graph. */
  public static final Node GRAPH_VERSION = term("graphVersion");

  /** The SHA-256 of the canonical form (RDFC-1.0) of what was received. */
  public static final Node CONTENT_DIGEST = term("contentDigest");

  /** A product that fills the place of functional components. */
  public static final Node IMPLEMENTATION = term("Implementation");

  /**
   * A functional component of the reference architecture whose place a product fills, alone or with
   * others.
   */
  public static final Node IMPLEMENTS_COMPONENT = term("implementsComponent");

  /** A functional interface of the reference architecture at which a product answers. */
  public static final Node EXPOSES_INTERFACE = term("exposesInterface");

  /** A technology by which a product or an offering is used. */
  public static final Node USES_TECHNOLOGY = term("usesTechnology");

  /** A topic of the cybersecurity framework to which a product contributes. */
  public static final Node ADDRESSES_TOPIC = term("addressesTopic");

  /**
   * The part that a knowledge graph and policy service has in what the reference architecture
   * names.
   */
  public static final Node MODE_OF_SERVICE = term("modeOfService");

  /** Machines on which one control plane runs containers. */
  public static final Node CONTAINER_CLUSTER = term("ContainerCluster");

  /** A machine made of a share of a compute node. */
  public static final Node VIRTUAL_MACHINE = term("VirtualMachine");

  /** A physical machine that computes. */
  public static final Node COMPUTE_NODE = term("ComputeNode");

  /** A physical machine that forwards traffic: a switch, a router, a load balancer, a firewall. */
  public static final Node NETWORK_DEVICE = term("NetworkDevice");

  /** A resource without which another does not work, besides what it runs on. */
  public static final Node DEPENDS_ON = term("dependsOn");

  /** A running replica of a component. */
  public static final Node WORKLOAD = term("Workload");

  /** The component of which a workload is a replica. */
  public static final Node OF_COMPONENT = term("ofComponent");

  /** The resource that carries another. */
  public static final Node RUNS_ON = term("runsOn");

  /**
   * How many virtual CPUs a workload keeps busy, as the mean of the last hour that was observed.
   */
  public static final Node USES_VCPU = term("usesVcpu");

  /** How much memory a workload holds, as the mean of the last hour that was observed. */
  public static final Node USES_MEMORY_GI_B = term("usesMemoryGiB");

  /** How many workloads of a component its owner wants to run. */
  public static final Node DESIRED_REPLICAS = term("desiredReplicas");

  /** Whether a component may be stopped and started again later without loss. */
  public static final Node PREEMPTIBLE = term("preemptible");

  /** How long a component runs until it is done. */
  public static final Node EXPECTED_RUNTIME = term("expectedRuntime");

  /** The instant by which a component must be done. */
  public static final Node DEADLINE = term("deadline");

  /** An offering that a component is bought with or built upon. */
  public static final Node USES_OFFERING = term("usesOffering");

  /** Whether nobody may read on the way what passes a chain link. */
  public static final Node CONFIDENTIAL = term("confidential");

  /**
   * Which components have a site where not all have room: those of a higher number before any of a
   * lower one.
   */
  public static final Node PRIORITY = term("priority");

  /** How much data in gigabytes a component takes along to another site. */
  public static final Node MOVES_GIGABYTES = term("movesGigabytes");

  /** Euro that moving a component to another site costs once, as its owner states it. */
  public static final Node MOVE_COST_EURO = term("moveCostEuro");

  /** Another component that may never run at the same site. */
  public static final Node SHARES_NO_SITE_WITH = term("sharesNoSiteWith");

  /** Another component that may never run in the same failure domain. */
  public static final Node SHARES_NO_FAILURE_DOMAIN_WITH = term("sharesNoFailureDomainWith");

  /** Another component that may never run at a site of the same operator. */
  public static final Node SHARES_NO_PROVIDER_WITH = term("sharesNoProviderWith");

  /** The instant from which a site is out of service: now, or next. */
  public static final Node UNDER_MAINTENANCE_FROM = term("underMaintenanceFrom");

  /** The instant from which a site is in service again. */
  public static final Node UNDER_MAINTENANCE_UNTIL = term("underMaintenanceUntil");

  /** A connection from one site to another, run by one party; the way back is a link of its own. */
  public static final Node NETWORK_LINK = term("NetworkLink");

  /** The site at which a network link begins. */
  public static final Node FROM_SITE = term("fromSite");

  /** The site at which a network link ends. */
  public static final Node TO_SITE = term("toSite");

  /** The median round trip over a network link in milliseconds. */
  public static final Node LATENCY_MS = term("latencyMs");

  /** How many millions of bits a network link carries in a second. */
  public static final Node BANDWIDTH_MBPS = term("bandwidthMbps");

  /** Whether all that passes a network link is encrypted by the link. */
  public static final Node ENCRYPTED = term("encrypted");

  /** Where a party meets other members of a federation: a manager or a broker. */
  public static final Node FEDERATION_ENDPOINT = term("FederationEndpoint");

  /** Whether a federation endpoint is a manager or a broker. */
  public static final Node ENDPOINT_ROLE = term("endpointRole");

  /** A federation endpoint with which another has an agreement, and which it can ask. */
  public static final Node PEERS_WITH = term("peersWith");

  /** The limits of an observed property of one thing, which an alert tells to be left. */
  public static final Node THRESHOLD_OF = term("Threshold");

  /** The greatest value that is in order, in the unit of the observed property. */
  public static final Node UPPER_LIMIT = term("upperLimit");

  /** The least value that is in order, in the unit of the observed property. */
  public static final Node LOWER_LIMIT = term("lowerLimit");

  /** The first instant of a period. */
  public static final Node PERIOD_START = term("periodStart");

  /** The instant at which a period is over. */
  public static final Node PERIOD_END = term("periodEnd");

  /** What one party charged another for one category of service in one period. */
  public static final Node USAGE_RECORD = term("UsageRecord");

  /** The party that charges, and whose offerings were used. */
  public static final Node CHARGED_BY = term("chargedBy");

  /** What a charge is for: compute, storage, networking or other. */
  public static final Node SERVICE_CATEGORY = term("serviceCategory");

  /** Euro that a consumer bears after all discounts, without tax. */
  public static final Node EFFECTIVE_COST_EURO = term("effectiveCostEuro");

  /** On which terms a customer leaves an offering, as the Data Act asks a contract to say. */
  public static final Node SWITCHING_TERMS = term("SwitchingTerms");

  /** The terms on which a customer leaves an offering. */
  public static final Node SWITCHING_TERMS_OF = term("switchingTerms");

  /** How many days before leaving a customer must say so. */
  public static final Node NOTICE_DAYS = term("noticeDays");

  /** For how many days after leaving a customer may still fetch the data. */
  public static final Node RETRIEVAL_DAYS = term("retrievalDays");

  /** Euro for one gigabyte of data that a customer takes along, without tax. */
  public static final Node PRICE_EGRESS_GIGABYTE_EURO = term("priceEgressGigabyteEuro");

  /** Data that somebody offers or uses, with its copies. */
  public static final Node DATA_PRODUCT = term("DataProduct");

  /** What the indicator of an objective was in one period. */
  public static final Node OBJECTIVE_MEASUREMENT = term("ObjectiveMeasurement");

  /**
   * Whether what was measured keeps the objective, as a rule derives it; false where they cannot be
   * compared.
   */
  public static final Node OBJECTIVE_MET = term("objectiveMet");

  /**
   * What a rule derives for a component or an application from the agreements on all the offerings
   * that it uses.
   */
  public static final Node COMPOSED_PROMISE = term("ComposedPromise");

  /**
   * What an IT kWh at a site causes in one hour, PUE included, derived from an observation of its
   * grid.
   */
  public static final Node SITE_CARBON = term("SiteCarbon");

  /** Grams of CO2 equivalent for one kWh that reaches IT equipment. */
  public static final Node CARBON_GRAMS_PER_IT_KWH = term("carbonGramsPerITKWh");

  /** The objective that was measured. */
  public static final Node OF_OBJECTIVE = term("ofObjective");

  /** The energy that the IT equipment used for one workload in one hour. */
  public static final Node ENERGY_OBSERVATION = term("EnergyObservation");

  /** Energy of the IT equipment alone, without the cooling and the losses that the PUE adds. */
  public static final Node IT_ENERGY_KWH = term("itEnergyKWh");

  /** From which sources the electricity of a site came in one period. */
  public static final Node ENERGY_MIX = term("EnergyMix");

  /** The part that one source has in an energy mix. */
  public static final Node ENERGY_SHARE = term("EnergyShare");

  /** A share of an energy mix; all shares of a mix together are 1. */
  public static final Node HAS_SHARE = term("hasShare");

  /** What electricity was made from. */
  public static final Node ENERGY_SOURCE = term("energySource");

  /** A part of the whole as a ratio from 0 to 1, never a percentage. */
  public static final Node SHARE = term("share");

  /** A period in which a site has power to spare. */
  public static final Node SURPLUS_WINDOW = term("SurplusWindow");

  /** Power to spare in kilowatts, at least, during a whole surplus window. */
  public static final Node SURPLUS_KW = term("surplusKW");

  /**
   * One key performance indicator of a site over one period, measured at one category of ISO/IEC
   * 30134.
   */
  public static final Node KPI_VALUE = term("KpiValue");

  /** Which key performance indicator of data centres a value is of. */
  public static final Node KPI = term("kpi");

  /** The value of a key performance indicator, in the unit that its concept states. */
  public static final Node KPI_VALUE_OF = term("kpiValue");

  /**
   * Where the energy of the IT was metered: 1 at the output of the UPS, 2 at the power
   * distribution, 3 at the equipment.
   */
  public static final Node MEASUREMENT_CATEGORY = term("measurementCategory");

  /**
   * Euro for one MWh of electricity in a grid zone during one hour, without taxes and grid fees;
   * below 0 where taking it is paid.
   */
  public static final Node PRICE_MEGAWATT_HOUR_EURO = term("priceMegawattHourEuro");

  /**
   * Prices in one currency on which an offering can be had, with what they are tied to: a discount,
   * a minimum term, a time of validity.
   */
  public static final Node PRICE_PLAN = term("PricePlan");

  /** A price plan on which an offering can be had. */
  public static final Node PRICE_PLAN_OF = term("pricePlan");

  /**
   * Price of one virtual CPU during one hour in the currency of the plan, without tax and before
   * the discount.
   */
  public static final Node PRICE_VCPU_HOUR = term("priceVcpuHour");

  /**
   * Price of one GiB of memory during one hour in the currency of the plan, without tax and before
   * the discount.
   */
  public static final Node PRICE_GIB_HOUR = term("priceGibHour");

  /**
   * Price of one GPU during one hour in the currency of the plan, without tax and before the
   * discount.
   */
  public static final Node PRICE_GPU_HOUR = term("priceGpuHour");

  /** Share by which the prices of a plan are lowered for those who have it, from 0 to below 1. */
  public static final Node DISCOUNT_RATIO = term("discountRatio");

  /** For how many months at least a customer of a plan commits itself. */
  public static final Node MINIMUM_TERM_MONTHS = term("minimumTermMonths");

  /** What one unit of a currency is worth in euro during some time. */
  public static final Node EXCHANGE_RATE = term("ExchangeRate");

  /** Euro that one unit of a currency is worth. */
  public static final Node EURO_PER_UNIT = term("euroPerUnit");

  /**
   * What a price plan costs in euro after its discount, while both the plan and the exchange rate
   * are valid.
   */
  public static final Node EFFECTIVE_PRICE = term("EffectivePrice");

  /** The price plan that an effective price follows from. */
  public static final Node OF_PRICE_PLAN = term("ofPricePlan");

  /** A size in which an offering gives out machines, such as an instance type or a node type. */
  public static final Node FLAVOUR = term("Flavour");

  /** A flavour in which an offering can be had. */
  public static final Node HAS_FLAVOUR = term("hasFlavour");

  /** How many virtual CPUs one machine of a flavour has. */
  public static final Node PROVIDES_VCPU = term("providesVcpu");

  /** How much memory one machine of a flavour has. */
  public static final Node PROVIDES_MEMORY_GIB = term("providesMemoryGiB");

  private Icra() {}

  /**
   * A concept of one of our schemes.
   *
   * @param scheme the file name of the scheme, such as {@code tiers}
   * @param notation the last part of the concept's IRI, such as {@code edge}
   */
  public static Node concept(String scheme, String notation) {
    return NodeFactory.createURI(SCHEMES + scheme + "/" + notation);
  }

  private static Node term(String name) {
    return NodeFactory.createURI(NS + name);
  }
}
