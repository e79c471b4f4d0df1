import type { NameLists } from './behaviour.ts'

/** Made by `__new__`, then given their attributes. */
export const scipyClasses: NameLists = {
  'scipy.cluster.hierarchy': 'ClusterNode',
  'scipy.integrate._ivp.base': 'ConstantDenseOutput DenseOutput OdeSolver',
  'scipy.integrate._ivp.bdf': 'BDF BdfDenseOutput',
  'scipy.integrate._ivp.common': 'OdeSolution',
  'scipy.integrate._ivp.lsoda': 'LSODA LsodaDenseOutput',
  'scipy.integrate._ivp.radau': 'Radau RadauDenseOutput',
  'scipy.integrate._ivp.rk': 'DOP853 Dop853DenseOutput RK23 RK45 RkDenseOutput RungeKutta',
  'scipy.interpolate._bary_rational': 'AAA FloaterHormannInterpolator _BarycentricRational',
  'scipy.interpolate._bsplines': 'BSpline',
  'scipy.interpolate._cubic': 'Akima1DInterpolator CubicHermiteSpline CubicSpline PchipInterpolator',
  'scipy.interpolate._fitpack2': `
    BivariateSpline InterpolatedUnivariateSpline LSQBivariateSpline LSQSphereBivariateSpline
    LSQUnivariateSpline RectBivariateSpline RectSphereBivariateSpline SmoothBivariateSpline
    SmoothSphereBivariateSpline SphereBivariateSpline UnivariateSpline _BivariateSplineBase
    _DerivedBivariateSpline
  `,
  'scipy.interpolate._fitpack_repro': 'Bunch F Fperiodic',
  'scipy.interpolate._interpnd': 'CloughTocher2DInterpolator LinearNDInterpolator NDInterpolatorBase',
  'scipy.interpolate._interpolate': 'BPoly NdPPoly PPoly _PPolyBase interp1d interp2d',
  'scipy.interpolate._ndbspline': 'NdBSpline',
  'scipy.interpolate._ndgriddata': 'NearestNDInterpolator',
  'scipy.interpolate._polyint': `
    BarycentricInterpolator KroghInterpolator _Interpolator1D _Interpolator1DWithDerivatives
  `,
  'scipy.interpolate._rbf': 'Rbf',
  'scipy.interpolate._rbfinterp': 'RBFInterpolator',
  'scipy.interpolate._rgi': 'RegularGridInterpolator',
  'scipy.interpolate.fitpack2': `
    BivariateSpline InterpolatedUnivariateSpline LSQBivariateSpline LSQSphereBivariateSpline
    LSQUnivariateSpline RectBivariateSpline RectSphereBivariateSpline SmoothBivariateSpline
    SmoothSphereBivariateSpline SphereBivariateSpline UnivariateSpline _BivariateSplineBase
    _DerivedBivariateSpline
  `,
  'scipy.interpolate.interpnd': 'CloughTocher2DInterpolator LinearNDInterpolator NDInterpolatorBase',
  'scipy.interpolate.interpolate': 'BPoly NdPPoly PPoly _PPolyBase interp1d interp2d',
  'scipy.interpolate.ndgriddata': 'NearestNDInterpolator',
  'scipy.interpolate.polyint': `
    BarycentricInterpolator KroghInterpolator _Interpolator1D _Interpolator1DWithDerivatives
  `,
  'scipy.interpolate.rbf': 'Rbf',
  'scipy.optimize._basinhopping': 'AdaptiveStepsize Metropolis RandomDisplacement Storage',
  'scipy.optimize._constraints': 'Bounds LinearConstraint NonlinearConstraint PreparedConstraint',
  'scipy.optimize._hessian_update_strategy': 'BFGS FullHessianUpdateStrategy HessianUpdateStrategy SR1',
  'scipy.optimize._lbfgsb_py': 'LbfgsInvHessProduct',
  'scipy.optimize._optimize': 'Brent _Brute_Wrapper',
  'scipy.optimize._zeros_py': 'TOMS748Solver',
  'scipy.optimize.lbfgsb': 'LbfgsInvHessProduct',
  'scipy.optimize.optimize': 'Brent _Brute_Wrapper',
  'scipy.signal._ltisys': `
    Bunch LinearTimeInvariant StateSpace StateSpaceContinuous StateSpaceDiscrete TransferFunction
    TransferFunctionContinuous TransferFunctionDiscrete ZerosPolesGain ZerosPolesGainContinuous
    ZerosPolesGainDiscrete dlti lti
  `,
  'scipy.sparse._base': '_spbase sparray',
  'scipy.sparse._bsr': '_bsr_base bsr_array bsr_matrix',
  'scipy.sparse._compressed': '_cs_matrix',
  'scipy.sparse._coo': '_coo_base coo_array coo_matrix',
  'scipy.sparse._csc': '_csc_base csc_array csc_matrix',
  'scipy.sparse._csr': '_csr_base csr_array csr_matrix',
  'scipy.sparse._data': '_data_matrix',
  'scipy.sparse._dia': '_dia_base dia_array dia_matrix',
  'scipy.sparse._lil': '_lil_base lil_array lil_matrix',
  'scipy.sparse._matrix': 'spmatrix',
  'scipy.sparse.base': '_spbase sparray',
  'scipy.sparse.bsr': '_bsr_base bsr_array bsr_matrix',
  'scipy.sparse.compressed': '_cs_matrix',
  'scipy.sparse.coo': '_coo_base coo_array coo_matrix',
  'scipy.sparse.csc': '_csc_base csc_array csc_matrix',
  'scipy.sparse.csgraph._flow': 'MaximumFlowResult',
  'scipy.sparse.csr': '_csr_base csr_array csr_matrix',
  'scipy.sparse.data': '_data_matrix',
  'scipy.sparse.dia': '_dia_base dia_array dia_matrix',
  'scipy.sparse.lil': '_lil_base lil_array lil_matrix',
  'scipy.sparse.linalg._eigen.arpack.arpack': `
    IterInv IterOpInv LuInv SpLuInv _ArpackParams _SymmetricArpackParams _UnsymmetricArpackParams
  `,
  'scipy.sparse.linalg._interface': `
    IdentityOperator LinearOperator MatrixLinearOperator _AdjointLinearOperator _AdjointMatrixOperator
    _CustomLinearOperator _PowerLinearOperator _ProductLinearOperator _ScaledLinearOperator
    _SumLinearOperator _TransposedLinearOperator
  `,
  'scipy.sparse.linalg.interface': `
    IdentityOperator LinearOperator MatrixLinearOperator _AdjointLinearOperator _AdjointMatrixOperator
    _CustomLinearOperator _PowerLinearOperator _ProductLinearOperator _ScaledLinearOperator
    _SumLinearOperator _TransposedLinearOperator
  `,
  'scipy.spatial._ckdtree': 'cKDTree',
  'scipy.spatial._kdtree': 'KDTree Rectangle',
  'scipy.spatial.ckdtree': 'cKDTree',
  'scipy.spatial.kdtree': 'KDTree Rectangle',
  'scipy.spatial.transform._rotation': 'Slerp Rotation',
  'scipy.spatial.transform._rotation_spline': 'RotationSpline',
  'scipy.spatial.transform.rotation': 'Rotation Slerp',
  'scipy.special._orthogonal': 'orthopoly1d',
  'scipy.stats._binomtest': 'BinomTestResult',
  'scipy.stats._censored_data': 'CensoredData',
  'scipy.stats._covariance': `
    CovViaCholesky CovViaDiagonal CovViaEigendecomposition CovViaPSD CovViaPrecision Covariance
  `,
  'scipy.stats._distn_infrastructure': 'rv_continuous_frozen rv_discrete_frozen rv_frozen',
  'scipy.stats._fit': 'FitResult',
  'scipy.stats._hypotests': `
    BarnardExactResult BoschlooExactResult CramerVonMisesResult SomersDResult TukeyHSDResult
  `,
  'scipy.stats._kde': 'gaussian_kde',
  'scipy.stats._mannwhitneyu': '_MWU',
  'scipy.stats._morestats': 'DirectionalStats _ABW _BigFloat',
  'scipy.stats._multicomp': 'DunnettResult',
  'scipy.stats._multivariate': `
    _PSD dirichlet_frozen dirichlet_gen dirichlet_multinomial_frozen dirichlet_multinomial_gen
    invwishart_frozen invwishart_gen matrix_normal_frozen matrix_normal_gen matrix_t_frozen matrix_t_gen
    multi_rv_frozen multi_rv_generic multinomial_frozen multinomial_gen multivariate_hypergeom_frozen
    multivariate_hypergeom_gen multivariate_normal_frozen multivariate_normal_gen multivariate_t_frozen
    multivariate_t_gen normal_inverse_gamma_frozen normal_inverse_gamma_gen ortho_group_frozen
    ortho_group_gen random_correlation_frozen random_correlation_gen random_table_frozen random_table_gen
    special_ortho_group_frozen special_ortho_group_gen uniform_direction_frozen uniform_direction_gen
    unitary_group_frozen unitary_group_gen vonmises_fisher_frozen vonmises_fisher_gen wishart_frozen
    wishart_gen
  `,
  'scipy.stats._odds_ratio': 'OddsRatioResult',
  'scipy.stats._qmc': `
    Halton LatinHypercube MultinomialQMC MultivariateNormalQMC PoissonDisk QMCEngine Sobol
  `,
  'scipy.stats._relative_risk': 'RelativeRiskResult',
  'scipy.stats._resampling': `
    BootstrapMethod BootstrapResult MonteCarloMethod MonteCarloTestResult PermutationMethod
    PermutationTestResult PowerResult ResamplingMethod
  `,
  'scipy.stats._stats_py': `
    AlexanderGovernResult QuantileTestResult _SimpleBeta _SimpleChi2 _SimpleF _SimpleNormal _SimpleStudentT
  `,
  'scipy.stats._survival': 'ECDFResult EmpiricalDistributionFunction LogRankResult',
  'scipy.stats.kde': 'gaussian_kde',
  'scipy.stats.stats': `
    AlexanderGovernResult QuantileTestResult _SimpleBeta _SimpleChi2 _SimpleF _SimpleNormal _SimpleStudentT
  `,
}

/** Named tuples and extension types. */
export const scipyRecords: NameLists = {
  'scipy.cluster._hierarchy': 'Heap LinkageUnionFind',
  'scipy.sparse.csgraph._shortest_path': '_YenCandidatePaths',
  'scipy.spatial._ckdtree': 'cKDTreeNode',
  'scipy.spatial.ckdtree': 'cKDTreeNode',
  'scipy.spatial.transform._rigid_transform': 'RigidTransform',
  'scipy.stats._binned_statistic': 'BinnedStatistic2dResult BinnedStatisticResult BinnedStatisticddResult',
  'scipy.stats._common': 'ConfidenceInterval',
  'scipy.stats._fit': 'GoodnessOfFitResult',
  'scipy.stats._hypotests': 'Epps_Singleton_2sampResult',
  'scipy.stats._mannwhitneyu': 'MannwhitneyuResult',
  'scipy.stats._morestats': `
    AndersonResult Anderson_ksampResult AnsariResult BartlettResult FlignerResult LeveneResult Mean
    MedianTestResult ShapiroResult Std_dev Variance WilcoxonResult
  `,
  'scipy.stats._stats_py': `
    BrunnerMunzelResult ConfidenceInterval CumfreqResult DescribeResult F_onewayResult
    FriedmanchisquareResult HistogramResult KruskalResult KstestResult KurtosistestResult LinregressResult
    ModeResult NormaltestResult PearsonRResult PearsonRResultBase Power_divergenceResult RanksumsResult
    RelfreqResult SigmaclipResult SignificanceResult SkewtestResult TtestResult TtestResultBase
    Ttest_indResult
  `,
  'scipy.stats.stats': `
    BrunnerMunzelResult ConfidenceInterval CumfreqResult DescribeResult F_onewayResult
    FriedmanchisquareResult HistogramResult KruskalResult KstestResult KurtosistestResult LinregressResult
    ModeResult NormaltestResult PearsonRResult PearsonRResultBase Power_divergenceResult RanksumsResult
    RelfreqResult SigmaclipResult SignificanceResult SkewtestResult TtestResult TtestResultBase
    Ttest_indResult
  `,
}

/** Dictionary subclasses. */
export const scipyMappings: NameLists = {
  'scipy._lib._util': '_RichResult',
  'scipy._lib.array_api_compat.common._typing': `
    Capabilities DTypesAll DTypesBool DTypesComplex DTypesIntegral DTypesNumeric DTypesReal DTypesSigned
    DTypesUnsigned DefaultDTypes
  `,
  'scipy.integrate._bvp': 'BVPResult',
  'scipy.integrate._ivp.ivp': 'OdeResult',
  'scipy.optimize._optimize': 'OptimizeResult',
  'scipy.optimize._zeros_py': 'RootResults',
  'scipy.optimize.optimize': 'OptimizeResult',
  'scipy.sparse._dok': '_dok_base dok_array dok_matrix',
  'scipy.sparse.dok': '_dok_base dok_array dok_matrix',
}
